package io.systole.core.operation;

import java.util.List;
import java.util.Optional;

/**
 * What an agent says of itself: the OCF meta-data (OCF resource agent API 1.1, section 4), with lists in the agent's order.
 *
 * @param agent under the name that it is installed as
 * @param version the agent's own version; empty where it gives none
 * @param standardVersion of the OCF resource agent API that it follows, for example {@code 1.1}; empty where it gives none
 * @param shortDescription one line
 * @param longDescription paragraphs as written, without common indentation
 */
public record AgentDescription(
        AgentId agent,
        String version,
        String standardVersion,
        String shortDescription,
        String longDescription,
        List<Parameter> parameters,
        List<Action> actions) {
    /** Pacemaker keeps these out of digests for every agent that does not mark its secrets itself. */
    private static final List<String> USUAL_SECRETS = List.of("password", "passwd", "user");

    public AgentDescription {
        parameters = List.copyOf(parameters);
        actions = List.copyOf(actions);
    }

    /**
     * A parameter.
     *
     * @param type {@code string}, {@code integer}, {@code boolean}, {@code time}…, as the agent writes it
     * @param defaultValue null where there is none
     * @param required whether the agent cannot work without it
     * @param uniqueGroup no two resources of this agent may agree in every parameter of the group; null for none. The old
     *     {@code unique="1"} makes a group of the parameter's own name
     * @param reloadable whether a change needs the action {@code reload-agent} only, not a restart
     * @param isPrivate a secret: it stays out of the restart digest's list and out of displays
     * @param deprecated whether the agent advises against it
     * @param choices the values allowed where {@code type} is {@code select}; else empty
     */
    public record Parameter(
            String name,
            String type,
            String defaultValue,
            boolean required,
            String uniqueGroup,
            boolean reloadable,
            boolean isPrivate,
            boolean deprecated,
            List<String> choices,
            String shortDescription,
            String longDescription) {
        public Parameter {
            choices = List.copyOf(choices);
        }
    }

    /**
     * An action and how the agent advises to call it; every advice is the agent's text, null where it gives none.
     *
     * @param timeout for example {@code 20s}; a bare number is seconds
     * @param depth the check level of a monitor
     * @param role of a monitor: {@code Promoted} or {@code Unpromoted}, or the old words
     */
    public record Action(String name, String timeout, String interval, String depth, String startDelay, String role) {}

    public Optional<Parameter> parameter(String name) {
        return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** Whether the agent has the action, for example {@code reload-agent}, {@code promote}, {@code migrate_to}. */
    public boolean has(String action) {
        return actions.stream().anyMatch(a -> a.name().equals(action));
    }

    /**
     * Whether some parameters can change without a restart, and by which action: {@code reload-agent} since version 1.1 of
     * the standard, {@code reload} before; empty where every change takes a restart.
     */
    public Optional<String> reloadAction() {
        String action = modern() ? "reload-agent" : "reload";
        return has(action) ? Optional.of(action) : Optional.empty();
    }

    /**
     * The parameters whose change takes a restart although the agent can reload: those not marked reloadable, and of an
     * agent older than version 1.1 of the standard those marked unique.
     */
    public List<String> restartParameters() {
        return parameters.stream()
                .filter(p -> modern() ? !p.reloadable() : p.uniqueGroup() != null)
                .map(Parameter::name)
                .toList();
    }

    private boolean modern() {
        String[] parts = standardVersion.split("\\.");
        return parts.length > 1
                && parts[0].equals("1")
                && !parts[1].isEmpty()
                && parts[1].chars().allMatch(Character::isDigit)
                && Integer.parseInt(parts[1]) >= 1;
    }

    /** The parameters that hold secrets; for an agent that marks none, those with the usual names of secrets. */
    public List<String> secrets() {
        boolean marked = parameters.stream().anyMatch(Parameter::isPrivate);
        return parameters.stream()
                .filter(p -> marked ? p.isPrivate() : USUAL_SECRETS.contains(p.name()))
                .map(Parameter::name)
                .toList();
    }
}
