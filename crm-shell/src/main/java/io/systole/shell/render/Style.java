package io.systole.shell.render;

/** What a piece of text means; a terminal shows it as a colour, a web page as a class. */
public enum Style {
    PLAIN(""),
    BOLD("bold"),
    WARNING("warning"),
    ONLINE("online"),
    OFFLINE("offline"),
    STANDBY("standby"),
    MAINTENANCE("maint"),
    HEALTH_RED("health_red"),
    HEALTH_YELLOW("health_yellow"),
    RESOURCE_OK("rsc-ok"),
    RESOURCE_FAILED("rsc-failed"),
    RESOURCE_FAILURE_IGNORED("rsc-failure-ignored"),
    RESOURCE_UNMANAGED("rsc-managed"),
    RESOURCE_MULTIPLE("rsc-multiple");

    private final String htmlClass;

    Style(String htmlClass) {
        this.htmlClass = htmlClass;
    }

    /** The class in Pacemaker's web page; empty for plain text. */
    public String htmlClass() {
        return htmlClass;
    }
}
