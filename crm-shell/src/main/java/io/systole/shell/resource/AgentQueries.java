package io.systole.shell.resource;

import io.systole.core.operation.AgentId;
import io.systole.core.port.AgentCatalog.AgentTrouble;
import io.systole.core.port.AgentCatalog.Resolution;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import java.util.List;

/** What {@code crm_resource} tells of the agents on this machine. */
final class AgentQueries {
    private AgentQueries() {}

    static int standards(ResourceCall call) {
        return list(call, "standards", "standard", null, call.agents().standards());
    }

    static int providers(ResourceCall call) {
        String type = call.value("list-ocf-providers");
        List<String> found = type == null || type.isEmpty()
                ? call.agents().providers()
                : call.agents().providersOf(type);
        return list(call, "providers", "provider", type, found);
    }

    static int alternatives(ResourceCall call) throws Failure {
        String type = call.value("list-ocf-alternatives");
        List<String> found = call.agents().providersOf(type);
        if (found.isEmpty()) {
            throw new Failure(CrmExit.NOSUCH, "No OCF providers found for " + type);
        }
        return list(call, "providers", "provider", type, found);
    }

    /** The word names a standard, with or without a provider behind a colon. */
    static int agents(ResourceCall call) throws Failure {
        String spec = call.value("list-agents");
        int colon = spec.indexOf(':');
        String standard = colon < 0 ? spec : spec.substring(0, colon);
        String provider = colon < 0 || colon + 1 == spec.length() ? null : spec.substring(colon + 1);
        if (!call.agents().standards().contains(standard)) {
            throw new Failure(
                    CrmExit.NOSUCH,
                    "No agents found for standard '" + standard + "'; there is "
                            + String.join(", ", call.agents().standards()));
        }
        List<String> found = call.agents().types(standard, provider);
        if (found.isEmpty()) {
            throw new Failure(
                    CrmExit.NOSUCH,
                    "No agents found for standard '" + standard + "'"
                            + (provider == null ? "" : " and provider '" + provider + "'"));
        }
        found.forEach(call.answer()::line);
        Element list = Element.of("agents", "standard", standard, "provider", provider);
        call.answer()
                .add(list.withChildren(found.stream()
                        .map(type -> Element.of("agent").withText(type))
                        .toList()));
        return CrmExit.OK.code();
    }

    private static int list(ResourceCall call, String name, String item, String type, List<String> found) {
        found.forEach(call.answer()::line);
        call.answer()
                .add(Element.of(name, "for", type == null || type.isEmpty() ? null : type)
                        .withChildren(found.stream()
                                .map(one -> Element.of(item).withText(one))
                                .toList()));
        return CrmExit.OK.code();
    }

    static int metadata(ResourceCall call) throws Failure {
        String spec = call.value("show-metadata");
        Resolution resolution = call.agents().resolve(spec);
        AgentId agent = resolution
                .agent()
                .orElseThrow(() -> new Failure(CrmExit.NOSUCH, "'" + spec + "' is not a valid agent specification"));
        try {
            String metadata = call.agents().metadata(agent);
            if (!resolution.notice().isEmpty()) {
                call.answer().complain(resolution.notice());
            }
            call.answer().line(metadata.stripTrailing());
            call.answer().add(Element.of("metadata").withText(metadata));
            return CrmExit.OK.code();
        } catch (AgentTrouble e) {
            throw new Failure(CrmExit.NOSUCH, "Metadata query for " + spec + " failed: " + e.getMessage());
        }
    }
}
