package io.systole.agents.metadata;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlValue;
import java.util.ArrayList;
import java.util.List;

/** The document that agents print for {@code meta-data}, as far as we look at it (ra-api-1.dtd, OCF API 1.1). */
@XmlRootElement(name = "resource-agent")
@XmlAccessorType(XmlAccessType.FIELD)
final class ResourceAgentXml {
    @XmlAttribute
    String version;

    @XmlElement(name = "version")
    String standardVersion;

    @XmlElement(name = "longdesc")
    List<Text> longDescriptions = new ArrayList<>();

    @XmlElement(name = "shortdesc")
    List<Text> shortDescriptions = new ArrayList<>();

    /** Fence agents have their one line here. */
    @XmlAttribute(name = "shortdesc")
    String shortDescription;

    @XmlElementWrapper(name = "parameters")
    @XmlElement(name = "parameter")
    List<Parameter> parameters = new ArrayList<>();

    @XmlElementWrapper(name = "actions")
    @XmlElement(name = "action")
    List<Action> actions = new ArrayList<>();

    /** A text in one language. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Text {
        @XmlAttribute(name = "lang")
        String language;

        @XmlValue
        String text;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Parameter {
        @XmlAttribute
        String name;

        @XmlAttribute
        String required;

        @XmlAttribute
        String unique;

        @XmlAttribute(name = "unique-group")
        String uniqueGroup;

        @XmlAttribute
        String reloadable;

        @XmlAttribute(name = "private")
        String isPrivate;

        /** Fence agents say it as an attribute, others as an element. */
        @XmlAttribute(name = "deprecated")
        String deprecatedAttribute;

        @XmlElement(name = "deprecated")
        Deprecated deprecatedElement;

        @XmlElement
        Content content;

        @XmlElement(name = "longdesc")
        List<Text> longDescriptions = new ArrayList<>();

        @XmlElement(name = "shortdesc")
        List<Text> shortDescriptions = new ArrayList<>();
    }

    /** Its content (what replaces it) is for people only. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Deprecated {}

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Content {
        @XmlAttribute
        String type;

        @XmlAttribute(name = "default")
        String defaultValue;

        @XmlElement(name = "option")
        List<Option> options = new ArrayList<>();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Option {
        @XmlAttribute
        String value;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Action {
        @XmlAttribute
        String name;

        @XmlAttribute
        String timeout;

        @XmlAttribute
        String interval;

        @XmlAttribute
        String depth;

        @XmlAttribute(name = "start-delay")
        String startDelay;

        @XmlAttribute
        String role;
    }
}
