package io.systole.shell.resource;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.CibOperation;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import io.systole.shell.level.NamedCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the words of the level {@code resource} have in common. */
abstract class ResourceCommand extends NamedCommand {
    ResourceCommand(String name, List<String> aliases, String arguments, String summary) {
        super(name, aliases, arguments, summary);
    }

    /** Resources at the first place, nodes behind. */
    @Override
    public List<String> complete(List<String> words, Context context) throws NotConnectedException {
        return words.size() <= 1 ? resources(context) : nodes(context);
    }

    static List<String> resources(Context context) throws NotConnectedException {
        return new Finder(desk(context).state()).ids();
    }

    static List<String> nodes(Context context) throws NotConnectedException {
        List<String> names = new ArrayList<>();
        for (Element node : context.cluster().cib().section("nodes").children("node")) {
            names.add(node.attribute("uname", ""));
        }
        return names;
    }

    static Desk desk(Context context) throws NotConnectedException {
        return new Desk(
                context.cluster(),
                "crm (" + context.io().caller().name() + ")",
                context.io().out()::println,
                context::warn);
    }

    /** Does what {@code crm_resource} with these words does. */
    static int tool(Context context, List<String> words)
            throws UsageException, Failure, NotConnectedException, IOException {
        return new CrmResource(context.agents()).perform(words, context.io(), context::cluster);
    }

    /** @throws UsageException where there are fewer or more words */
    static void count(List<String> words, int least, int most) throws UsageException {
        if (words.size() < least) {
            throw new UsageException(words.isEmpty() ? "it takes the name of a resource" : "words are missing");
        }
        atMost(words, most);
    }

    /** Sets a meta-attribute of several resources in one change; asks about what stands in the way. */
    static void setDeep(Context context, List<String> resources, String name, String value)
            throws Failure, NotConnectedException, IOException {
        Desk desk = desk(context);
        List<CibOperation> operations = new ArrayList<>();
        for (String resource : resources) {
            DeepMeta.Decision decision = new DeepMeta(desk.cib()).set(resource, name, value);
            operations.addAll(decision.operations());
            for (DeepMeta.Obstacle obstacle : decision.obstacles()) {
                String what = obstacle.name() + "=" + obstacle.value() + " of " + obstacle.resource();
                if (context.confirm(what + " stands against " + name + "=" + value + ". Remove it", false)) {
                    operations.add(obstacle.removal());
                } else {
                    context.warn(what + " stays and stands against " + name + "=" + value
                            + "; \"crm -F resource …\" removes it");
                }
            }
        }
        desk.change(operations);
    }
}
