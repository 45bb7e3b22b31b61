package io.systole.shell.command;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.cib.XPath;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        boolean dangerous = command.equals("erase") || command.equals("delete-all");
        if (dangerous && !call.has("force")) {
            throw new Failure(
                    CrmExit.UNSAFE,
                    command.equals("erase")
                            ? "erasing the whole configuration takes --force: every resource would be stopped"
                            : "deleting everything that matches takes --force");
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
        if (call.has("xpath")) {
            try {
                XPath path = XPath.parse(call.value("xpath"));
                if (call.has("node-path")) {
                    return paths(call, cib, path);
                }
                found = path.elements(cib.root());
            } catch (IllegalArgumentException e) {
                throw new Failure(CrmExit.USAGE, e.getMessage());
            }
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
        try {
            byte[] sum = MessageDigest.getInstance("MD5")
                    .digest(XmlFormat.compact(meant).getBytes(StandardCharsets.UTF_8));
            String text = HexFormat.of().formatHex(sum);
            call.answer().line(text);
            call.answer().add(Element.of("md5-sum", "digest", text));
            return CrmExit.OK.code();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
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
