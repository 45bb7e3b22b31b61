package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.edit.ConfigObjects;
import io.systole.shell.edit.Draft;
import io.systole.shell.grammar.Definition;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code edit [xml] [ID…]}: opens objects in an editor and takes back what was made of them. */
final class Edit implements LevelCommand {
    @Override
    public String name() {
        return "edit";
    }

    @Override
    public String arguments() {
        return "[xml] [ID | type:TYPE | tag:TAG | related:ID | changed]..";
    }

    @Override
    public String summary() {
        return "edit objects in an editor ($EDITOR)";
    }

    @Override
    public String help() {
        return """
                Objects taken out of the text are deleted. Text that cannot be read is told of and can be
                edited again; it is never lost.""";
    }

    @Override
    public boolean needsOwnProcess(List<String> words) {
        return true;
    }

    @Override
    public int run(List<String> words, Context context) throws Failure, NotConnectedException, IOException {
        Draft draft = Editing.draft(context);
        Selection selection = Selection.of(words, draft);
        String before = Shown.text(selection, draft, List.of());
        Path file = Files.createTempFile("crm", selection.xml() ? ".xml" : ".crm");
        boolean kept = false;
        try {
            Files.writeString(file, before);
            while (true) {
                Editor.open(file, context);
                String after = Files.readString(file, StandardCharsets.UTF_8);
                if (after.equals(before)) {
                    context.info("nothing was changed");
                    return CrmExit.OK.code();
                }
                try {
                    take(after, selection, draft, context);
                    return CrmExit.OK.code();
                } catch (Failure e) {
                    context.error(e.getMessage());
                    if (!context.person().there() || !context.confirm("Do you want to edit it again", false)) {
                        kept = true;
                        throw new Failure(e.exitCode(), "the text is kept in " + file);
                    }
                }
            }
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Puts the text in place of the selected objects, whole or not at all. */
    static void take(String text, Selection selection, Draft draft, Context context) throws Failure {
        List<Text.Placed> placed = new ArrayList<>(
                selection.xml()
                        ? Text.xml("the text", text.getBytes(StandardCharsets.UTF_8))
                        : Text.lines("line ", text, context));
        placed.sort(Comparator.comparingInt(p -> ConfigObjects.rank(p.definition())));
        List<String> ids = placed.stream().map(p -> p.definition().id()).toList();
        List<String> gone = selection.objects().stream()
                .map(Definition::id)
                .filter(id -> !ids.contains(id))
                .toList();
        Element before = draft.root();
        try {
            for (Text.Placed each : placed) {
                draft.define(each.definition(), Draft.WhenThere.REPLACE, each.where());
            }
            draft.delete(gone).forEach(context::info);
        } catch (Failure e) {
            draft.root(before);
            throw e;
        }
    }
}
