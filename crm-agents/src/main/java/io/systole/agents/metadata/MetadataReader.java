package io.systole.agents.metadata;

import io.systole.core.operation.AgentDescription;
import io.systole.core.operation.AgentId;
import io.systole.core.port.AgentCatalog.AgentTrouble;
import io.systole.core.value.CrmBoolean;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads agents' meta-data. */
final class MetadataReader {
    private MetadataReader() {}

    /** Made when the first meta-data is read; it takes some hundred milliseconds that no start shall wait for. */
    private static final class Context {
        static final JAXBContext VALUE = make();

        private static JAXBContext make() {
            try {
                return JAXBContext.newInstance(ResourceAgentXml.class);
            } catch (JAXBException e) {
                throw new IllegalStateException("the classes for agents' meta-data are wrong", e);
            }
        }
    }

    static AgentDescription read(AgentId agent, String text) throws AgentTrouble {
        int start = text.indexOf('<');
        if (start < 0) {
            throw new AgentTrouble("agent " + agent + " printed no meta-data but " + beginning(text));
        }
        try {
            XMLInputFactory factory = XMLInputFactory.newInstance();
            // Many agents name a DTD. It is passed over, and nothing that it could define is taken in.
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text.substring(start)));
            ResourceAgentXml document = Context.VALUE
                    .createUnmarshaller()
                    .unmarshal(reader, ResourceAgentXml.class)
                    .getValue();
            return description(agent, document);
        } catch (XMLStreamException | JAXBException e) {
            throw new AgentTrouble("the meta-data of agent " + agent + " is not valid XML: " + reason(e));
        }
    }

    private static String beginning(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.isEmpty() ? "nothing" : "\"" + (line.length() > 80 ? line.substring(0, 80) + "…" : line) + "\"";
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() != null ? e.getCause() : e;
        return String.valueOf(cause.getMessage()).strip().replace("\n", " ");
    }

    private static AgentDescription description(AgentId agent, ResourceAgentXml document) {
        List<AgentDescription.Parameter> parameters = new ArrayList<>();
        for (ResourceAgentXml.Parameter parameter : document.parameters) {
            if (parameter.name != null) {
                parameters.add(parameter(parameter));
            }
        }
        List<AgentDescription.Action> actions = new ArrayList<>();
        for (ResourceAgentXml.Action action : document.actions) {
            if (action.name != null) {
                actions.add(new AgentDescription.Action(
                        action.name, action.timeout, action.interval, action.depth, action.startDelay, action.role));
            }
        }
        String line = text(document.shortDescriptions);
        return new AgentDescription(
                agent,
                orEmpty(document.version),
                orEmpty(document.standardVersion),
                line.isEmpty() ? orEmpty(document.shortDescription) : line,
                text(document.longDescriptions),
                parameters,
                actions);
    }

    private static AgentDescription.Parameter parameter(ResourceAgentXml.Parameter parameter) {
        ResourceAgentXml.Content content =
                parameter.content == null ? new ResourceAgentXml.Content() : parameter.content;
        String group = parameter.uniqueGroup != null
                ? parameter.uniqueGroup
                : CrmBoolean.parse(parameter.unique, false) ? parameter.name : null;
        return new AgentDescription.Parameter(
                parameter.name,
                content.type == null ? "string" : content.type,
                content.defaultValue,
                CrmBoolean.parse(parameter.required, false),
                group,
                CrmBoolean.parse(parameter.reloadable, false),
                CrmBoolean.parse(parameter.isPrivate, false),
                parameter.deprecatedElement != null || CrmBoolean.parse(parameter.deprecatedAttribute, false),
                content.options.stream().map(option -> orEmpty(option.value)).toList(),
                text(parameter.shortDescriptions),
                text(parameter.longDescriptions));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text.strip();
    }

    /** The English text, else the first one. */
    private static String text(List<ResourceAgentXml.Text> texts) {
        String found = null;
        for (ResourceAgentXml.Text text : texts) {
            if (found == null || "en".equals(text.language)) {
                found = text.text;
            }
        }
        return found == null ? "" : found.stripIndent().strip();
    }
}
