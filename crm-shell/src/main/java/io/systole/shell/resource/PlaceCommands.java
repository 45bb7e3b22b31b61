package io.systole.shell.resource;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.value.Nearest;
import io.systole.core.xml.Element;
import io.systole.policy.view.LiveState;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Words that say where resources may be. */
final class PlaceCommands {
    private PlaceCommands() {}

    static List<LevelCommand> all() {
        return List.of(new Move(), new Ban(), new Clear());
    }

    /** {@code RSC [NODE] [LIFETIME] [force]}, in any order behind the resource. */
    private static Moves.Wish wish(List<String> words, Context context, Finder finder) throws UsageException, Failure {
        ResourceCommand.count(words, 1, 4);
        String resource = words.get(0);
        String node = null;
        String lifetime = null;
        boolean force = context.options().force();
        for (String word : words.subList(1, words.size())) {
            if (node == null && finder.isNode(word)) {
                node = finder.node(word).name;
            } else if (word.equals("force")) {
                force = true;
            } else if (lifetime == null && Lifetime.looksLike(word)) {
                lifetime = word;
            } else {
                finder.wholeResource(resource);
                throw new UsageException(
                        "\"" + word + "\" is neither a node of this cluster nor a lifetime such as PT5M"
                                + Nearest.hint(word, finder.nodeNames()));
            }
        }
        return new Moves.Wish(resource, node, lifetime, false, force);
    }

    private static int carryOut(Context context, Desk desk, Moves.Wish wish, Moves.Decision decision, String what)
            throws Failure {
        decision.notes().forEach(note -> context.io().err().println(note));
        desk.change(decision.operations());
        context.info(what + " constraint created for " + wish.resource()
                + (wish.node() == null ? "" : " to " + wish.node()));
        context.info("Use `crm resource clear " + wish.resource() + "` to remove this constraint");
        return CrmExit.OK.code();
    }

    private static final class Move extends ResourceCommand {
        Move() {
            super("move", List.of("migrate"), "RSC [NODE] [LIFETIME] [force]", "move a resource to another node");
        }

        @Override
        public String help() {
            return """
                    Makes the resource prefer the node (constraint cli-prefer-RSC, which replaces an earlier one). Without a
                    node, which takes "force", the node that it is on is banned. LIFETIME is an ISO 8601 duration such as
                    PT5M, or forever. "clear" removes the constraint; the resource then stays where it is, if it is sticky.""";
        }

        @Override
        public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
            Desk desk = desk(context);
            LiveState state = desk.state();
            Moves.Wish wish = wish(words, context, new Finder(state));
            if (wish.node() == null && !wish.force()) {
                throw new UsageException("No target node: move requires either a target node or 'force'");
            }
            return carryOut(context, desk, wish, new Moves(desk.cib(), state, OffsetDateTime.now()).move(wish), "Move");
        }
    }

    private static final class Ban extends ResourceCommand {
        Ban() {
            super("ban", List.of(), "RSC [NODE] [LIFETIME] [force]", "ban a resource from a node");
        }

        @Override
        public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
            Desk desk = desk(context);
            LiveState state = desk.state();
            Moves.Wish wish = wish(words, context, new Finder(state));
            return carryOut(context, desk, wish, new Moves(desk.cib(), state, OffsetDateTime.now()).ban(wish), "Ban");
        }
    }

    private static final class Clear extends ResourceCommand {
        Clear() {
            super("clear", List.of("unmove", "unmigrate", "unban"), "RSC [NODE]", "remove what move and ban have left");
        }

        @Override
        public int run(List<String> words, Context context) throws UsageException, Failure, NotConnectedException {
            count(words, 1, 2);
            Desk desk = desk(context);
            Moves.Wish wish = new Moves.Wish(words.get(0), words.size() > 1 ? words.get(1) : null, null, false, false);
            List<Element> constraints =
                    new Moves(desk.cib(), desk.state(), OffsetDateTime.now()).clearable(wish, false);
            desk.change(constraints.stream().map(MoveConstraints::removing).toList());
            List<String> ids = new ArrayList<>();
            constraints.forEach(c -> ids.add(c.id()));
            context.info(
                    ids.isEmpty()
                            ? wish.resource() + " has no constraint that move or ban has left"
                            : "Removed migration constraints for " + wish.resource() + ": " + String.join(", ", ids));
            return CrmExit.OK.code();
        }
    }
}
