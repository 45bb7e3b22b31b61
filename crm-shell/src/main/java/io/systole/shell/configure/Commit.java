package io.systole.shell.configure;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterApi.ChangeOptions;
import io.systole.core.api.ClusterApi.ChangeReply;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.Cib;
import io.systole.core.cib.CibValidation;
import io.systole.core.cib.rule.CibFinding;
import io.systole.core.value.CrmExit;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.edit.Draft;
import io.systole.shell.edit.Merge;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code commit [force] [replace]}: makes what was changed the cluster's configuration, whole or not at all. */
final class Commit implements LevelCommand {
    /** How often a commit is carried over to a CIB that somebody else has changed meanwhile. */
    static final int ATTEMPTS = 5;

    @Override
    public String name() {
        return "commit";
    }

    @Override
    public String arguments() {
        return "[force] [replace]";
    }

    @Override
    public String summary() {
        return "commit the changes to the cluster";
    }

    @Override
    public String help() {
        return """
                All changes are made at once or, where one of them is refused, none. Where somebody
                else has changed other objects meanwhile, both changes stand; where the same object
                was changed, the commit is refused and names it. "force" then lets yours win, and
                also commits in spite of errors that the checks of agents found.""";
    }

    @Override
    public int run(List<String> words, Context context)
            throws UsageException, Failure, NotConnectedException, IOException {
        for (String word : words) {
            if (!word.equals("force") && !word.equals("replace")) {
                throw new UsageException("\"" + word + "\" is neither force nor replace");
            }
        }
        if (!Editing.pending(context)) {
            context.info("apparently there is nothing to commit");
            return CrmExit.OK.code();
        }
        return commit(context, words.contains("force") || context.options().force());
    }

    static int commit(Context context, boolean force) throws Failure, NotConnectedException, IOException {
        Draft draft = Editing.draft(context);
        int code = checked(draft, context, force);
        if (code != CrmExit.OK.code()) {
            return code;
        }
        ClusterApi cluster = context.cluster();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ChangeReply reply = cluster.change(
                    Merge.operations(draft),
                    new ChangeOptions(
                            draft.base().version(),
                            false,
                            "crm (" + context.io().caller().name() + ")"));
            if (reply.exitCode() != CrmExit.OLD.code()) {
                return answered(reply, draft, context);
            }
            carryOver(draft, cluster.cib(), force);
        }
        throw new Failure(
                CrmExit.OLD, "the configuration is being changed all the time by others; nothing was committed");
    }

    private static void carryOver(Draft draft, Cib now, boolean force) throws Failure {
        List<String> conflicts = Merge.conflicts(draft, now);
        if (!conflicts.isEmpty() && !force) {
            throw new Failure(
                    CrmExit.OLD,
                    "somebody else has changed " + String.join(", ", conflicts)
                            + " meanwhile; nothing was committed. \"commit force\" lets your changes win, \"refresh\""
                            + " drops them");
        }
        Merge.rebase(draft, now);
    }

    private static int answered(ChangeReply reply, Draft draft, Context context) {
        Set<String> known = new LinkedHashSet<>(
                CibFinding.sentences(CibValidation.check(draft.base().root()), false));
        known.addAll(CibFinding.sentences(CibValidation.check(draft.root()), false));
        for (String message : reply.messages()) {
            if (!reply.ok()) {
                context.error(message);
            } else if (!known.contains(message)) {
                context.warn(message);
            }
        }
        if (reply.ok()) {
            draft.restart(reply.cib());
        }
        return reply.exitCode();
    }

    /** Tells what the checks have to say about what was changed. Returns 0 or why it must not be committed. */
    private static int checked(Draft draft, Context context, boolean force) throws IOException {
        Set<CibFinding> before =
                new LinkedHashSet<>(CibValidation.check(draft.base().root()));
        List<CibFinding> found = new ArrayList<>(CibValidation.check(draft.root()));
        found.removeAll(before);
        int errors = Findings.tell(found, draft, context);
        if (errors > 0) {
            return CrmExit.CONFIG.code();
        }
        AgentChecks checks = new AgentChecks(context.agents(), draft);
        List<String> changed = draft.changedIds();
        Findings.tell(Advice.about(changed, draft), draft, context);
        List<CibFinding> agents = checks.check(changed);
        if (Findings.tell(agents, draft, context) > 0
                && !force
                && !context.confirm("Do you still want to commit", false)) {
            return CrmExit.CONFIG.code();
        }
        return CrmExit.OK.code();
    }
}
