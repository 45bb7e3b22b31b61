package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibEngine;
import io.systole.core.cib.CibOperation;
import io.systole.core.cib.CibPatch;
import io.systole.core.cib.CibVersion;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import java.io.IOException;
import java.util.List;

/** {@code crm_diff}: compares two CIBs as a patch set (exit status 1 where they differ), or applies one. */
final class CrmDiff extends Tool {
    CrmDiff() {
        super(
                "crm_diff",
                new Options(
                        "original|o=",
                        "original-string|O=",
                        "new|n=",
                        "new-string|N=",
                        "patch|p=",
                        "cib|c",
                        "no-version|u",
                        "stdin|s",
                        "verbose|V"));
    }

    @Override
    protected String usage() {
        return "usage: crm_diff --original FILE | --original-string XML  --new FILE | --new-string XML | --patch FILE\n"
                + "       [--cib] [--no-version]";
    }

    @Override
    protected int run(Call call) throws UsageException, Failure, IOException {
        Element original = input(call, "original");
        if (call.has("patch")) {
            return patch(call, original, XmlInput.file(call, call.value("patch")));
        }
        Element changed = input(call, "new");
        if (call.has("no-version")) {
            changed = CibVersion.of(original).in(changed);
        }
        Element diff = CibPatch.diff(cib(original), cib(changed));
        if (diff.children("change").isEmpty()) {
            return CrmExit.OK.code();
        }
        Element shown =
                call.has("no-version") ? diff.withoutChildren(c -> c.name().equals("version")) : diff;
        call.answer().line(XmlFormat.pretty(shown).stripTrailing());
        call.answer().add(Element.of("patchset").withText(XmlFormat.pretty(shown)));
        return CrmExit.ERROR.code();
    }

    private static Element input(Call call, String side) throws UsageException, Failure, IOException {
        if (call.has(side + "-string")) {
            return XmlInput.text(call.value(side + "-string"), "the XML given with --" + side + "-string");
        }
        if (call.has(side)) {
            return XmlInput.file(call, call.value(side));
        }
        if (call.has("stdin")) {
            return XmlInput.file(call, "-");
        }
        throw new UsageException("--" + side + " or --" + side + "-string says what to compare");
    }

    private static Cib cib(Element root) throws Failure {
        if (!root.name().equals("cib")) {
            throw new Failure(CrmExit.DATAERR, "the input is a <" + root.name() + ">, not a <cib>");
        }
        return new Cib(root);
    }

    private static int patch(Call call, Element original, Element patch) throws Failure {
        CibEngine.Outcome outcome = CibEngine.apply(cib(original), List.of(new CibOperation.Patch(patch)));
        if (!outcome.ok()) {
            throw new Failure(outcome.exit(), "Could not apply patch: " + String.join("\n", outcome.messages()));
        }
        String text = XmlFormat.pretty(outcome.cib().root());
        call.answer().line(text.stripTrailing());
        call.answer().add(Element.of("updated").withText(text));
        return CrmExit.OK.code();
    }
}
