package io.systole.shell.command;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.cib.XPath;
import io.systole.core.operation.Md5;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import java.io.IOException;
import java.util.List;

/** {@code cibadmin}: queries and changes the CIB as XML. */
final class Cibadmin extends Tool {
    private static final List<String> COMMANDS = List.of(
            "query",
            "create",
            "modify",
            "replace",
            "delete",
            "delete-all",
            "patch",
            "erase",
            "upgrade",
            "bump",
            "empty",
            "md5-sum",
            "md5-sum-versioned");

    Cibadmin() {
        super(
                "cibadmin",
                new Options(
                        "query|Q",
                        "create|C",
                        "modify|M",
                        "replace|R",
                        "delete|D",
                        "delete-all|d",
                        "patch|P",
                        "erase|E",
                        "upgrade|u",
                        "bump|B",
                        "empty|a",
                        "md5-sum|5",
                        "md5-sum-versioned|6",
                        "scope|o=",
                        "obj_type=",
                        "xpath|A=",
                        "node-path|e",
                        "xml-text|X=",
                        "xml-file|x=",
                        "xml-pipe|p",
                        "allow-create|c",
                        "no-children|n",
                        "force|f",
                        "local|l",
                        "sync-call|s",
                        "score",
                        "timeout|t=",
                        "user|U=",
                        "node|N=",
                        "host|h=",
                        "call-timeout=",
                        "verbose|V",
                        "dry-run"));
    }

    @Override
    protected String usage() {
        return "usage: cibadmin [--query|--create|--modify|--replace|--delete|--delete-all|--patch|--erase|--upgrade|--bump|"
                + "--empty|--md5-sum|--md5-sum-versioned]\n"
                + "                [--scope SECTION] [--xpath XPATH [--node-path]]"
                + " [--xml-text XML | --xml-file FILE | --xml-pipe]\n"
                + "                [--allow-create] [--no-children] [--force] [--dry-run]";
    }

    @Override
    protected int run(Call call) throws UsageException, Failure, NotConnectedException, IOException {
        String command = call.options().last(COMMANDS);
        if (!call.options().rest().isEmpty() && !"empty".equals(command)) {
            throw new UsageException("these words are not understood: "
                    + String.join(" ", call.options().rest()));
        }
        String scope = call.options().value("scope", call.value("obj_type"));
        if (scope != null && scope.equals("all")) {
            scope = null;
        }
        switch (command == null ? "query" : command) {
            case "empty":
                return empty(call);
            case "query":
                return query(call, scope);
            case "md5-sum", "md5-sum-versioned":
                return digest(call, command.equals("md5-sum"));
            default:
                break;
        }
        String danger = switch (command) {
            case "erase" -> "erasing the whole configuration takes --force: every resource would be stopped";
            case "delete-all" -> "deleting everything that matches takes --force";
            case "upgrade" -> "rewriting the configuration to the newest schema takes --force: there is no way back";
            default -> null;
        };
        if (danger != null && !call.has("force")) {
            throw new Failure(CrmExit.UNSAFE, danger);
        }
        boolean deletesAtPath = call.has("xpath") && command.startsWith("delete");
        if (deletesAtPath && matches(call).isEmpty()) {
            // What is not there is as the person wanted it.
            return CrmExit.OK.code();
        }
        call.change(List.of(operation(call, command, scope)), call.has("dry-run"));
        return CrmExit.OK.code();
    }

    private static int empty(Call call) {
        Element empty = Cib.empty().root();
        String schema =
                call.options().rest().isEmpty() ? null : call.options().rest().get(0);
        print(call, schema == null ? empty : empty.with("validate-with", schema));
        return CrmExit.OK.code();
    }

    private static void print(Call call, Element element) {
        String text = XmlFormat.pretty(element);
        call.answer().line(text.stripTrailing());
        call.answer().add(Element.of("cib-result").withText(text));
    }

    private static int query(Call call, String scope) throws Failure, NotConnectedException {
        Cib cib = call.cluster().cib();
        List<Element> found;
        if (call.has("xpath") && call.has("node-path")) {
            return paths(call, cib, path(call));
        } else if (call.has("xpath")) {
            found = matches(call);
        } else {
            Element section = scope == null
                    ? cib.root()
                    : scope.equals("configuration") ? cib.configuration() : cib.section(scope);
            found = section == null ? List.of() : List.of(section);
        }
        if (found.isEmpty()) {
            throw new Failure(CrmExit.NOSUCH, "Call cib_query failed: No such device or address");
        }
        boolean several = found.size() > 1;
        if (several) {
            found = List.of(Element.of("xpath-query").withChildren(found));
        }
        Element result = found.get(0);
        print(call, call.has("no-children") && !several ? result.withChildren(List.of()) : result);
        return CrmExit.OK.code();
    }

    private static XPath path(Call call) throws Failure {
        try {
            return XPath.parse(call.value("xpath"));
        } catch (IllegalArgumentException e) {
            throw new Failure(CrmExit.USAGE, e.getMessage());
        }
    }

    private static List<Element> matches(Call call) throws Failure, NotConnectedException {
        return path(call).elements(call.cluster().cib().root());
    }

    private static int paths(Call call, Cib cib, XPath path) throws Failure {
        List<int[]> found = path.paths(cib.root());
        if (found.isEmpty()) {
            throw new Failure(CrmExit.NOSUCH, "Call cib_query failed: No such device or address");
        }
        for (int[] place : found) {
            StringBuilder text = new StringBuilder("/cib");
            Element at = cib.root();
            for (int index : place) {
                at = at.child(index);
                text.append('/').append(at.name());
                if (at.id() != null) {
                    text.append("[@id='").append(at.id()).append("']");
                }
            }
            call.answer().line(text.toString());
            call.answer().add(Element.of("node-path", "path", text.toString()));
        }
        return CrmExit.OK.code();
    }

    private static int digest(Call call, boolean onDisk) throws UsageException, Failure, IOException {
        Element input = XmlInput.of(call);
        if (input == null) {
            throw new UsageException("this takes XML: --xml-text, --xml-file or --xml-pipe");
        }
        Element meant = onDisk ? input : input.without("num_updates");
        // Pacemaker's digest is over one blank, the XML in one line, and a line feed.
        String sum = Md5.hex(" " + XmlFormat.compact(meant) + "\n");
        call.answer().line(sum);
        call.answer().add(Element.of("md5-sum", "digest", sum));
        return CrmExit.OK.code();
    }

    private static CibOperation operation(Call call, String command, String scope)
            throws UsageException, Failure, IOException {
        switch (command) {
            case "erase":
                return new CibOperation.Erase();
            case "bump":
                return new CibOperation.Bump();
            case "upgrade":
                return new CibOperation.Upgrade();
            default:
                break;
        }
        if (call.has("xpath") && command.startsWith("delete")) {
            return new CibOperation.DeleteAt(call.value("xpath"), command.equals("delete-all"));
        }
        Element input = XmlInput.of(call);
        if (input == null) {
            throw new UsageException("this takes XML: --xml-text, --xml-file or --xml-pipe");
        }
        return switch (command) {
            case "create" -> new CibOperation.Create(scope, input);
            case "modify" -> new CibOperation.Modify(scope, input, call.has("allow-create"));
            case "replace" -> new CibOperation.Replace(scope, input);
            case "patch" -> new CibOperation.Patch(input);
            default -> new CibOperation.Delete(scope, input);
        };
    }
}
