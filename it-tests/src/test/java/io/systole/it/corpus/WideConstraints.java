package io.systole.it.corpus;

import java.util.Random;

/** Constraints of a {@link WideConfiguration}: with rules, dates, sets, roles, tags, tickets, and references to one another. */
final class WideConstraints {
    private static final String[] SCORES = {"INFINITY", "-INFINITY", "100", "-100", "1", "1000"};

    private final WideConfiguration all;
    private final Random random;
    private String rule;
    private String set;

    WideConstraints(WideConfiguration all, Random random) {
        this.all = all;
        this.random = random;
    }

    String xml() {
        StringBuilder list = new StringBuilder("<constraints>");
        for (int i = random.nextInt(7); i > 0; i--) {
            list.append(
                    switch (random.nextInt(10)) {
                        case 0, 1 -> location();
                        case 2, 3 -> ruled();
                        case 4, 5 -> colocation();
                        case 6, 7 -> order();
                        case 8 -> sets();
                        default -> ticket();
                    });
        }
        return list + "</constraints>";
    }

    private String resource() {
        return all.any(all.resources);
    }

    private String location() {
        String discovery = all.chance(20) ? " resource-discovery='" + all.any("never", "exclusive") + "'" : "";
        String what = all.chance(12) ? "all-of-them" : resource();
        return "<rsc_location id='" + all.id("l") + "' rsc='" + what + "' node='" + all.any(all.nodes) + "' score='"
                + all.any(SCORES) + "'" + discovery + "/>";
    }

    private String ruled() {
        String start = "<rsc_location id='" + all.id("l") + "' rsc='" + resource() + "'>";
        if (rule != null && all.chance(30)) {
            return start + "<rule id-ref='" + rule + "'/></rsc_location>";
        }
        String id = all.id("rule");
        rule = id;
        String score = " score='" + all.any(SCORES) + "'";
        if (all.chance(40)) {
            return start + date(id, score) + "</rsc_location>";
        }
        String role = all.chance(20) ? " role='Promoted'" : "";
        return start + "<rule id='" + id + "'" + score + role + " boolean-op='" + all.any("and", "or")
                + "'><expression id='" + all.id("e") + "' attribute='site' operation='" + all.any("eq", "ne")
                + "' value='east'/>"
                + (all.chance(40)
                        ? "<expression id='" + all.id("e") + "' attribute='#uname' operation='"
                                + all.any("lt", "gte", "ne") + "' value='n2'/>"
                        : "")
                + "</rule></rsc_location>";
    }

    /** The moment of planning is 2023-11-14 22:13:20 UTC. */
    String date(String id, String score) {
        String expression = "<date_expression id='" + all.id("d") + "' operation='";
        return "<rule id='" + id + "'" + score + ">"
                + switch (random.nextInt(4)) {
                    case 0 -> expression + "gt' start='" + all.any("2023-11-14", "2023-11-15 00:00:00Z") + "'/>";
                    case 1 -> expression + "lt' end='" + all.any("2023-11-14 22:00:00Z", "2024-W01-1") + "'/>";
                    case 2 ->
                        expression + "in_range' start='2023-11-01'><duration id='" + all.id("du") + "' "
                                + all.any("weeks='2'", "months='1'", "days='3'") + "/></date_expression>";
                    default ->
                        expression + "date_spec'><date_spec id='" + all.id("ds") + "' "
                                + all.any("hours='20-23'", "weekdays='1-2'", "months='12-'", "monthdays='14'")
                                + "/></date_expression>";
                }
                + "</rule>";
    }

    private String colocation() {
        int then = random.nextInt(all.resources.size());
        if (then == 0) {
            return location();
        }
        String roles = all.chance(20) ? " with-rsc-role='" + all.any("Promoted", "Started", "Unpromoted") + "'" : "";
        roles += all.chance(15) ? " rsc-role='" + all.any("Promoted", "Started") + "'" : "";
        roles += all.chance(15) ? " influence='false'" : "";
        roles += all.chance(10) ? " node-attribute='site'" : "";
        return "<rsc_colocation id='" + all.id("k") + "' rsc='" + all.resources.get(then) + "' with-rsc='"
                + all.resources.get(random.nextInt(then)) + "' score='" + all.any(SCORES) + "'" + roles + "/>";
    }

    private String order() {
        int then = random.nextInt(all.resources.size());
        if (then == 0) {
            return location();
        }
        String more = all.chance(15) ? " symmetrical='false'" : "";
        more += all.chance(15) ? " first-action='promote'" : "";
        more += all.chance(10) ? " require-all='false'" : "";
        return "<rsc_order id='" + all.id("o") + "' first='" + all.resources.get(random.nextInt(then)) + "' then='"
                + all.resources.get(then) + "' kind='" + all.any("Mandatory", "Optional", "Serialize") + "'" + more
                + "/>";
    }

    private String sets() {
        boolean ordering = all.chance(50);
        String start = ordering
                ? "<rsc_order id='" + all.id("o") + "'>"
                : "<rsc_colocation id='" + all.id("k") + "' score='" + all.any("INFINITY", "50") + "'>";
        String end = ordering ? "</rsc_order>" : "</rsc_colocation>";
        if (set != null && all.chance(50)) {
            return start + "<resource_set id-ref='" + set + "'/>" + end;
        }
        set = all.id("s");
        StringBuilder text = new StringBuilder(start)
                .append("<resource_set id='" + set + "' sequential='" + all.any("true", "false") + "'>");
        for (String resource : all.resources) {
            text.append(
                    all.chance(50) || resource.equals(all.resources.get(0))
                            ? "<resource_ref id='" + resource + "'/>"
                            : "");
        }
        return text + "</resource_set>" + end;
    }

    private String ticket() {
        String ticket = all.any("T1", "T2");
        all.tickets.add(ticket);
        return "<rsc_ticket id='" + all.id("t") + "' rsc='" + resource() + "' ticket='" + ticket + "' loss-policy='"
                + all.any("stop", "demote", "fence", "freeze") + "'/>";
    }
}
