package io.systole.shell.configure;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.edit.ConfigObjects;
import io.systole.shell.edit.Draft;
import io.systole.shell.grammar.Definition;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code load [xml] replace|update|push FILE|URL|-}. */
final class Load implements LevelCommand {
    private static final List<String> METHODS = List.of("replace", "update", "push");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "load";
    }

    @Override
    public String arguments() {
        return "[xml] {replace|update|push} {FILE|URL|-}";
    }

    @Override
    public String summary() {
        return "load definitions from a file, an address or standard input";
    }

    @Override
    public String help() {
        return """
                replace: what is there is removed first, nodes excepted.
                update:  what is there is replaced or, for sets of options, added to; the rest stays.
                push:    as update, and what the file does not hold is removed.
                A file with a line that cannot be read is refused whole; each such line is told.""";
    }

    @Override
    public boolean needsOwnProcess(List<String> words) {
        return !words.isEmpty() && isAddress(words.get(words.size() - 1));
    }

    private static boolean isAddress(String source) {
        return source.matches("(?i)https?://.*");
    }

    @Override
    public int run(List<String> words, Context context)
            throws UsageException, Failure, NotConnectedException, IOException {
        boolean xml = !words.isEmpty() && words.get(0).equals("xml");
        List<String> rest = xml ? words.subList(1, words.size()) : words;
        if (rest.size() == 1 && !METHODS.contains(rest.get(0))) {
            rest = List.of("update", rest.get(0));
        }
        if (rest.size() != 2 || !METHODS.contains(rest.get(0))) {
            throw new UsageException("it takes replace, update or push, and what to load");
        }
        String source = rest.get(1);
        String name = source.equals("-") ? "standard input" : source;
        byte[] bytes = isAddress(source) ? fetch(source) : context.io().readFile(source);
        Draft draft = Editing.draft(context);
        if (xml && rest.get(0).equals("replace")) {
            Element configuration = Text.configuration(name, bytes);
            Erase.erase(draft, false);
            draft.root(withSections(draft.root(), configuration));
            return CrmExit.OK.code();
        }
        List<Text.Placed> placed = new ArrayList<>(
                xml
                        ? Text.xml(name, bytes)
                        : Text.lines(name + ":", new String(bytes, StandardCharsets.UTF_8), context));
        placed.sort(Comparator.comparingInt(p -> ConfigObjects.rank(p.definition())));
        apply(rest.get(0), placed, draft, context);
        return CrmExit.OK.code();
    }

    /** The root with the sections of a configuration in place of its own; nodes stay where it names none. */
    private static Element withSections(Element root, Element configuration) {
        Element changed = root.child("configuration");
        for (Element section : configuration.children()) {
            Element old = changed.child(section.name());
            if (old == null) {
                changed = changed.withChild(section);
            } else if (!section.name().equals("nodes") || section.childCount() > 0) {
                changed = changed.replacing(changed.children().indexOf(old), section);
            }
        }
        return root.replacing(root.children().indexOf(root.child("configuration")), changed);
    }

    private static void apply(String method, List<Text.Placed> placed, Draft draft, Context context) throws Failure {
        Element before = draft.root();
        try {
            if (method.equals("replace")) {
                Erase.erase(draft, false);
            }
            for (Text.Placed each : placed) {
                draft.define(
                        each.definition(),
                        method.equals("push") ? Draft.WhenThere.REPLACE : Draft.WhenThere.UPDATE,
                        each.where());
            }
            if (method.equals("push")) {
                removeOthers(placed, draft).forEach(context::info);
            }
        } catch (Failure e) {
            draft.root(before);
            throw e;
        }
    }

    private static List<String> removeOthers(List<Text.Placed> placed, Draft draft) {
        Set<String> kept = new LinkedHashSet<>();
        placed.forEach(each -> kept.add(each.definition().id()));
        List<String> others = draft.objects().stream()
                .filter(object -> !object.element().name().equals("node"))
                .map(Definition::id)
                .filter(id -> !kept.contains(id))
                .toList();
        return draft.delete(others);
    }

    private static byte[] fetch(String address) throws IOException, Failure {
        try {
            HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new Failure(CrmExit.NOINPUT, address + ": the server answers with status " + answer.statusCode());
            }
            return answer.body();
        } catch (IllegalArgumentException e) {
            throw new Failure(CrmExit.USAGE, address + " is no address: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(address + ": interrupted", e);
        } catch (IOException e) {
            throw new IOException(address + ": " + (e.getMessage() == null ? "no connection" : e.getMessage()), e);
        }
    }

    @Override
    public List<String> complete(List<String> words, Context context) {
        return words.size() == 1 ? List.of("replace", "update", "push", "xml") : METHODS;
    }
}
