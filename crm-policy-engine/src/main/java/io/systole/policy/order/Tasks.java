package io.systole.policy.order;

import io.systole.policy.model.Resource;

/** How the tasks of groups, clones and bundles go with those of their members. */
public final class Tasks {
    private Tasks() {}

    /** What is reached when a task is done: {@code running} for {@code start}; null where there is no such word. */
    static String completed(String task) {
        return switch (task) {
            case "stop", "stopped" -> "stopped";
            case "start", "running" -> "running";
            case "notify", "notified" -> "notified";
            case "promote", "promoted" -> "promoted";
            case "demote", "demoted" -> "demoted";
            default -> null;
        };
    }

    /** The task of a member that a collective's task stands for: a primitive has {@code start} but no {@code running}. */
    static String forMember(Resource member, String task) {
        if (member.isPrimitive()) {
            switch (task) {
                case "stopped":
                    return "stop";
                case "running":
                    return "start";
                case "promoted":
                    return "promote";
                case "demoted":
                    return "demote";
                default:
                    break;
            }
        }
        return isKnown(task) ? task : "no_action";
    }

    /** Whether a task is one that orderings of the cluster itself deal with. */
    static boolean isKnown(String task) {
        return switch (task) {
            case "stop", "stopped", "start", "running", "do_shutdown", "stonith", "monitor" -> true;
            case "notify", "notified", "promote", "promoted", "demote", "demoted" -> true;
            default -> false;
        };
    }

    /** The task that undoes another; null if there is none. */
    public static String inverse(String task) {
        return switch (task) {
            case "start" -> "stop";
            case "stop" -> "start";
            case "promote" -> "demote";
            case "demote" -> "promote";
            case "promoted" -> "demoted";
            case "demoted" -> "promoted";
            case "running" -> "stopped";
            case "stopped" -> "running";
            default -> null;
        };
    }

    /** Whether a task raises a resource's role. */
    static boolean isUp(String task) {
        return "start".equals(task) || "promote".equals(task) || "migrate_from".equals(task);
    }
}
