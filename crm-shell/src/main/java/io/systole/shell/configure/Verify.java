package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.CibValidation;
import io.systole.core.cib.rule.CibFinding;
import io.systole.core.value.CrmExit;
import io.systole.shell.command.MissingFencing;
import io.systole.shell.edit.Draft;
import io.systole.shell.grammar.Definition;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.util.ArrayList;
import java.util.List;

/** {@code verify}: checks the whole configuration, as changed so far; outside of {@code configure}, the cluster's. */
public final class Verify implements LevelCommand {
    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String summary() {
        return "check the configuration, agents' parameters included";
    }

    @Override
    public int run(List<String> words, Context context) throws NotConnectedException {
        Draft draft = Editing.draft(context);
        List<CibFinding> findings = new ArrayList<>(CibValidation.check(draft.root()));
        List<String> all = draft.objects().stream().map(Definition::id).toList();
        MissingFencing.of(draft.root())
                .ifPresent(found -> findings.add(new CibFinding(false, found.object(), found.sentence())));
        findings.addAll(Advice.about(all, draft));
        findings.addAll(new AgentChecks(context.agents(), draft).check(all));
        return Findings.tell(findings, draft, context) > 0 ? CrmExit.CONFIG.code() : CrmExit.OK.code();
    }
}
