package io.systole.shell.configure;

import io.systole.shell.level.LevelCommand;
import java.util.List;

/** The words that define objects, with how they are typed. */
final class Definitions {
    private static final String BLOCKS = "[params NAME=VALUE..] [meta NAME=VALUE..]";
    private static final String RESOURCE_BLOCKS =
            "[params NAME=VALUE..] [meta NAME=VALUE..]" + " [utilization NAME=VALUE..] [op OPERATION NAME=VALUE..]..";

    private Definitions() {}

    static List<LevelCommand> all() {
        return List.of(
                define("node", "define a node's attributes", "NAME[:TYPE] [attributes N=V..] [utilization N=V..]", ""),
                new Define(
                        "primitive",
                        List.of("resource"),
                        "ID {[CLASS:[PROVIDER:]]TYPE | @TEMPLATE} " + RESOURCE_BLOCKS,
                        "define a resource",
                        """
                        Example:
                          primitive vip IPaddr2 params ip=192.0.2.30 op monitor interval=10s timeout=20s
                        Without a class the agent is an OCF agent of heartbeat, then pacemaker. Times
                        without a unit are seconds. Two monitors need different intervals; a promotable
                        resource needs one with role=Promoted to be watched while promoted."""),
                define(
                        "rsc_template",
                        "define a template that primitives take over (@TEMPLATE)",
                        "ID [CLASS:[PROVIDER:]]TYPE " + RESOURCE_BLOCKS,
                        ""),
                define(
                        "group",
                        "define a group: members run on one node, started in order",
                        "ID MEMBER.. " + BLOCKS,
                        "Members are started from left to right and stopped from right to left."),
                define("clone", "define a clone", "ID {PRIMITIVE|GROUP} " + BLOCKS, ""),
                new Define(
                        "ms",
                        List.of("master"),
                        "ID {PRIMITIVE|GROUP} " + BLOCKS,
                        "define a promotable clone (the word of old)",
                        "It is kept as clone with promotable=true; master-max and master-node-max as promoted-max and"
                                + " promoted-node-max."),
                define(
                        "bundle",
                        "define a container bundle",
                        "ID {docker|podman} N=V.. [network N=V.. [port-mapping N=V..]..] [storage"
                                + " storage-mapping N=V..] [meta N=V..] [primitive ID]",
                        ""),
                define(
                        "location",
                        "say where a resource prefers to run",
                        "ID {RSC | TAG | /REGEX/ | { RSC.. }} [role=R] [resource-discovery=D] {SCORE: NODE | rule RULE..}",
                        "Example:\n  location l1 web 100: node1\n  location l2 web rule -inf: pingd not_defined or pingd lte 0"),
                new Define(
                        "colocation",
                        List.of("collocation"),
                        "ID SCORE: RSC[:ROLE] WITH-RSC[:ROLE] [node-attribute=A]",
                        "keep resources on one node, or apart",
                        "The first one depends on the second: colocation c inf: web db:Promoted puts web where db is"
                                + " promoted. With one resource, or three and more, or brackets, it takes sets."),
                define(
                        "order",
                        "say in which order resources start and stop",
                        "ID [KIND:] FIRST[:ACTION] THEN[:ACTION] [symmetrical=BOOL]",
                        "KIND is Mandatory, Optional or Serialize. The action of THEN is that of FIRST unless it is"
                                + " given:\n  order o Mandatory: db:promote web:start"),
                define(
                        "rsc_ticket",
                        "tie resources to a ticket",
                        "ID TICKET: RSC[:ROLE].. [loss-policy=stop|demote|fence|freeze]",
                        ""),
                define("property", "set cluster properties", "[ID:] [rule RULE] NAME=VALUE..", ""),
                define("rsc_defaults", "set defaults of meta-attributes", "[ID:] [rule RULE] NAME=VALUE..", ""),
                define("op_defaults", "set defaults of operations", "[ID:] [rule RULE] NAME=VALUE..", ""),
                new Define(
                        "fencing_topology",
                        List.of("fencing-topology"),
                        "[NODE: | attr:NAME=VALUE | pattern:REGEX] DEVICE[,DEVICE].. ..",
                        "define levels of fencing",
                        "Devices with a comma between them are all used; a blank begins the next level, tried when the"
                                + " one before has failed."),
                define("tag", "name several objects at once", "ID: OBJECT..", ""),
                define("role", "define an access role", "ID {read|write|deny} SPEC..", ""),
                define("acl_target", "give a user access roles", "USER ROLE..", ""),
                define("acl_group", "give a group access roles", "GROUP ROLE..", ""),
                define("user", "define a user's access (the word of old)", "ID {role:ROLE | RULE}..", ""),
                define(
                        "alert",
                        "call a program on events",
                        "ID PATH [attributes N=V..] [meta N=V..] [select KIND..] [to { RECIPIENT.. }]",
                        ""),
                define("xml", "define an object as XML", "<ELEMENT>", ""));
    }

    private static Define define(String name, String summary, String arguments, String help) {
        return new Define(name, List.of(), arguments, summary, help);
    }
}
