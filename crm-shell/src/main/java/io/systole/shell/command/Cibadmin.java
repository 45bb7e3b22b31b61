package io.systole.shell.command;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterApi.ChangeOptions;
import io.systole.core.api.ClusterSession;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.CommandIo;
import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.cib.XPath;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlFormat;
import io.systole.core.xml.XmlParser;
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
            "empty");

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
                        "scope|o=",
                        "obj_type=",
                        "xpath|A=",
                        "xml-text|X=",
                        "xml-file|x=",
                        "xml-pipe|p",
                        "allow-create|c",
                        "no-children|n",
                        "force|f",
                        "local|l",
                        "sync-call|s",
                        "timeout|t=",
                        "user|U=",
                        "call-timeout=",
                        "verbose|V",
                        "dry-run"));
    }

    @Override
    String usage() {
        return "usage: cibadmin [--query|--create|--modify|--replace|--delete|--delete-all|--patch|--erase|--upgrade|--bump|"
                + "--empty]\n                [--scope SECTION] [--xpath XPATH] [--xml-text XML | --xml-file FILE |"
                + " --xml-pipe] [--allow-create] [--no-children] [--force]";
    }

    @Override
    int run(Options.Parsed options, CommandIo io, ClusterSession session)
            throws UsageException, Failure, NotConnectedException, IOException {
        String command = "query";
        for (String candidate : COMMANDS) {
            command = options.has(candidate) ? candidate : command;
        }
        if (command.equals("empty")) {
            io.out().print(XmlFormat.pretty(Cib.empty().root()));
            return CrmExit.OK.code();
        }
        String scope = options.value("scope", options.value("obj_type"));
        if (scope != null && scope.equals("all")) {
            scope = null;
        }
        if (command.equals("query")) {
            return query(options, scope, io, session.cluster());
        }
        if (command.equals("erase") && !options.has("force")) {
            throw new Failure(
                    CrmExit.UNSAFE, "erasing the whole configuration takes --force: every resource would be stopped");
        }
        return change(operation(command, scope, options, io), io, session.cluster());
    }

    private static int query(Options.Parsed options, String scope, CommandIo io, ClusterApi cluster) throws Failure {
        Cib cib = cluster.cib();
        List<Element> found;
        if (options.has("xpath")) {
            try {
                found = XPath.parse(options.value("xpath")).elements(cib.root());
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
        for (Element element : found) {
            io.out().print(XmlFormat.pretty(options.has("no-children") ? element.withChildren(List.of()) : element));
        }
        return CrmExit.OK.code();
    }

    private static CibOperation operation(String command, String scope, Options.Parsed options, CommandIo io)
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
        if (options.has("xpath") && command.startsWith("delete")) {
            return new CibOperation.DeleteAt(options.value("xpath"), command.equals("delete-all"));
        }
        Element input = input(options, io);
        return switch (command) {
            case "create" -> new CibOperation.Create(scope, input);
            case "modify" -> new CibOperation.Modify(scope, input, options.has("allow-create"));
            case "replace" -> new CibOperation.Replace(scope, input);
            case "patch" -> new CibOperation.Patch(input);
            default -> new CibOperation.Delete(scope, input);
        };
    }

    private static Element input(Options.Parsed options, CommandIo io) throws UsageException, Failure, IOException {
        String what;
        byte[] bytes;
        if (options.has("xml-text")) {
            what = "the XML given with --xml-text";
            bytes = options.value("xml-text").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        } else if (options.has("xml-file")) {
            what = options.value("xml-file");
            bytes = io.readFile(what);
        } else if (options.has("xml-pipe")) {
            what = "standard input";
            bytes = io.standardInput();
        } else {
            throw new UsageException("this takes XML: --xml-text, --xml-file or --xml-pipe");
        }
        try {
            return XmlParser.parse(bytes);
        } catch (XmlException e) {
            throw new Failure(CrmExit.CONFIG, what + ": " + e.getMessage());
        }
    }

    private int change(CibOperation operation, CommandIo io, ClusterApi cluster) {
        ClusterApi.ChangeReply reply = cluster.change(
                List.of(operation),
                new ChangeOptions(null, false, name() + " (" + io.caller().name() + ")"));
        reply.messages().forEach(message -> io.err().println(name() + ": " + message));
        return reply.exitCode();
    }
}
