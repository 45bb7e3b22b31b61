package io.systole.shell.command;

import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code crm_error}: what exit statuses mean. Systole has no other numbers, so {@code --exit} is taken for granted. */
final class CrmError extends Tool {
    CrmError() {
        super("crm_error", new Options("name|n", "list|l", "exit|X", "rc|r", "verbose|V"));
    }

    @Override
    protected String usage() {
        return "usage: crm_error [--exit] [--name] CODE.. | --list";
    }

    @Override
    protected int run(Call call) throws UsageException {
        boolean list = call.has("list") || call.options().rest().isEmpty();
        List<Integer> codes = new ArrayList<>();
        if (list) {
            Arrays.stream(CrmExit.values()).forEach(exit -> codes.add(exit.code()));
        }
        for (String word : list ? List.<String>of() : call.options().rest()) {
            try {
                codes.add(Integer.parseInt(word));
            } catch (NumberFormatException e) {
                throw new UsageException("\"" + word + "\" is no number");
            }
        }
        for (int code : codes) {
            String name = CrmExit.of(code).map(exit -> "CRM_EX_" + exit.name()).orElse("CRM_EX_UNKNOWN");
            String text = CrmExit.describe(code);
            String shown =
                    call.has("name") ? (list ? String.format("%-27s %s", name, text) : name + " - " + text) : text;
            call.answer().line(list || call.has("verbose") ? String.format("%5d: %s", code, shown) : shown);
            call.answer()
                    .add(Element.of(
                            "result-code",
                            "code",
                            Integer.toString(code),
                            "name",
                            call.has("name") ? name : null,
                            "description",
                            text));
        }
        return CrmExit.OK.code();
    }
}
