package io.systole.shell.resource;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.CommandIo;
import io.systole.core.port.AgentCatalog;
import io.systole.core.value.CrmExit;
import io.systole.shell.command.Call;
import io.systole.shell.command.Failure;
import io.systole.shell.command.Options;
import io.systole.shell.command.Tool;
import io.systole.shell.command.UsageException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code crm_resource}: queries and changes of single resources. The last task typed counts. */
public final class CrmResource extends Tool {
    private static final Map<String, Task> TASKS = new LinkedHashMap<>();

    static {
        TASKS.put("list", ResourceQueries::list);
        TASKS.put("list-raw", ResourceQueries::listRaw);
        TASKS.put("list-operations", ResourceQueries::operations);
        TASKS.put("list-all-operations", ResourceQueries::operations);
        TASKS.put("locate", ResourceQueries::locate);
        TASKS.put("query-xml", ResourceQueries::xml);
        TASKS.put("query-xml-raw", ResourceQueries::xml);
        TASKS.put("constraints", ResourceQueries::constraints);
        TASKS.put("stack", ResourceQueries::constraints);
        TASKS.put("why", ResourceQueries::why);
        TASKS.put("get-parameter", ResourceQueries::get);
        TASKS.put("get-property", ResourceQueries::property);
        TASKS.put("set-parameter", ResourceChanges::set);
        TASKS.put("set-property", ResourceChanges::property);
        TASKS.put("delete-parameter", ResourceChanges::delete);
        TASKS.put("move", ResourceChanges::move);
        TASKS.put("ban", ResourceChanges::ban);
        TASKS.put("clear", ResourceChanges::clear);
        TASKS.put("cleanup", ResourceChanges::forget);
        TASKS.put("refresh", ResourceChanges::forget);
        TASKS.put("reprobe", ResourceChanges::forget);
        TASKS.put("delete", ResourceChanges::deleteResource);
        TASKS.put("restart", ResourceChanges::restart);
        TASKS.put("wait", ResourceChanges::await);
        TASKS.put("list-standards", AgentQueries::standards);
        TASKS.put("list-ocf-providers", AgentQueries::providers);
        TASKS.put("list-ocf-alternatives", AgentQueries::alternatives);
        TASKS.put("list-agents", AgentQueries::agents);
        TASKS.put("show-metadata", AgentQueries::metadata);
        AgentRun.TASKS.forEach(task -> TASKS.put(task, AgentRun::run));
    }

    private final AgentCatalog agents;

    /** @param agents those of this machine */
    public CrmResource(AgentCatalog agents) {
        super(
                "crm_resource",
                new Options(
                        "list|L",
                        "list-raw|l",
                        "list-operations|O",
                        "list-all-operations|o",
                        "locate|W",
                        "query-xml|q",
                        "query-xml-raw|w",
                        "constraints|a",
                        "stack|A",
                        "why|Y",
                        "get-parameter|g=",
                        "get-property|G=",
                        "set-parameter|p=",
                        "set-property|S=",
                        "delete-parameter|d=",
                        "move|M",
                        "ban|B",
                        "clear|U",
                        "cleanup|C",
                        "refresh|R",
                        "reprobe|P",
                        "delete|D",
                        "restart",
                        "wait",
                        "list-standards",
                        "list-ocf-providers?",
                        "list-ocf-alternatives=",
                        "list-agents=",
                        "show-metadata=",
                        "force-start",
                        "force-stop",
                        "force-check?",
                        "force-promote",
                        "force-demote",
                        "validate?",
                        "digests",
                        "fail|F",
                        "class=",
                        "provider=",
                        "agent=",
                        "option=",
                        "resource|r=",
                        "node|N=",
                        "host-uname|H=",
                        "resource-type|t=",
                        "parameter-value|v=",
                        "meta|m",
                        "utilization|z",
                        "element",
                        "set-name|s=",
                        "nvpair|i=",
                        "operation|n=",
                        "interval|I=",
                        "lifetime|u=",
                        "promoted",
                        "master",
                        "expired|e",
                        "recursive",
                        "timeout|T=",
                        "force|f",
                        "quiet|Q",
                        "verbose|V"));
        this.agents = agents;
    }

    @Override
    protected String usage() {
        return "usage: crm_resource TASK [--resource RSC] [--node NODE] [--force] [--quiet] [--output-as=text|xml]\n"
                + "  queries:   --list | --list-raw | --locate | --query-xml | --query-xml-raw | --constraints | --stack |\n"
                + "             --why | --list-operations | --list-all-operations | --get-parameter NAME\n"
                + "  changes:   --set-parameter NAME --parameter-value VALUE | --delete-parameter NAME\n"
                + "             [--meta | --utilization | --element] [--recursive]\n"
                + "  places:    --move | --ban [--lifetime PT5M] [--promoted] | --clear [--expired]\n"
                + "  recovery:  --cleanup [--operation OP [--interval TIME]] | --refresh | --restart | --wait [--timeout TIME]\n"
                + "  past the cluster, here: --force-start | --force-stop | --force-check | --force-promote | --force-demote |\n"
                + "             --validate [--class CLASS --provider PROVIDER --agent TYPE --option NAME=VALUE]\n"
                + "  agents:    --list-standards | --list-ocf-providers | --list-ocf-alternatives TYPE | --list-agents SPEC |\n"
                + "             --show-metadata SPEC";
    }

    private static void refuseWhatIsNotThere(Call call) throws Failure {
        if (call.has("fail")) {
            throw new Failure(
                    CrmExit.UNIMPLEMENT_FEATURE,
                    "no failure is pretended (--fail); crm_simulate --op-inject shows what one would lead to");
        }
        if (call.has("digests")) {
            throw new Failure(
                    CrmExit.UNIMPLEMENT_FEATURE,
                    "digests are not shown (--digests); crm_simulate -L -S tells what would be restarted, and why");
        }
    }

    /** An agent that a person runs past the cluster must have that person's rights. */
    @Override
    public boolean needsTerminal(List<String> arguments, CommandIo io) {
        try {
            String task = parse(arguments).last(List.copyOf(TASKS.keySet()));
            return task != null && AgentRun.TASKS.contains(task);
        } catch (UsageException e) {
            return false;
        }
    }

    @Override
    protected int run(Call call) throws UsageException, Failure, NotConnectedException, IOException {
        refuseWhatIsNotThere(call);
        List<String> names = List.copyOf(TASKS.keySet());
        String name = call.options().last(names);
        if (call.has("expired") && !"clear".equals(name)) {
            throw new UsageException("--expired requires --clear or -U");
        }
        if (!call.options().rest().isEmpty() && (name == null || !AgentRun.TASKS.contains(name))) {
            throw new UsageException("these words are not understood: "
                    + String.join(" ", call.options().rest()));
        }
        try {
            return TASKS.get(name == null ? "list" : name).run(new ResourceCall(call, agents));
        } catch (Failure e) {
            if (e.exitCode() == CrmExit.USAGE.code()) {
                throw e;
            }
            throw new Failure(
                    e.exitCode(), e.getMessage() + "\nError performing operation: " + CrmExit.describe(e.exitCode()));
        }
    }
}
