package io.systole.shell.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code crm_error}: what a number means, as an exit status with {@code --exit}, else as what a function of the system or of
 * Pacemaker returns.
 */
final class CrmError extends Tool {
    /** A number with its name for programmers and its meaning. */
    private record Meaning(int code, String name, String text) {
        static Meaning ofExit(int code) {
            String name = CrmExit.of(code).map(exit -> "CRM_EX_" + exit.name()).orElse("CRM_EX_UNKNOWN");
            return new Meaning(code, name, CrmExit.describe(code));
        }
    }

    CrmError() {
        super("crm_error", new Options("name|n", "list|l", "exit|X", "rc|r", "verbose|V"));
    }

    @Override
    protected String usage() {
        return "usage: crm_error [--exit] [--name] CODE.. | --list";
    }

    @Override
    protected int run(Call call) throws UsageException, IOException {
        boolean list = call.has("list") || call.options().rest().isEmpty();
        for (Meaning meaning : list ? all(call) : asked(call)) {
            String named =
                    list ? String.format("%-27s %s", meaning.name, meaning.text) : meaning.name + " - " + meaning.text;
            String shown = call.has("name") ? named : meaning.text;
            call.answer().line(list || call.has("verbose") ? String.format("%5d: %s", meaning.code, shown) : shown);
            call.answer()
                    .add(Element.of(
                            "result-code",
                            "code",
                            Integer.toString(meaning.code),
                            "name",
                            call.has("name") ? meaning.name : null,
                            "description",
                            meaning.text));
        }
        return CrmExit.OK.code();
    }

    private static List<Meaning> all(Call call) throws IOException {
        return call.has("exit")
                ? Arrays.stream(CrmExit.values())
                        .map(exit -> Meaning.ofExit(exit.code()))
                        .toList()
                : returned();
    }

    private static List<Meaning> asked(Call call) throws UsageException, IOException {
        List<Meaning> returned = call.has("exit") ? List.of() : returned();
        List<Meaning> meanings = new ArrayList<>();
        for (String word : call.options().rest()) {
            int code;
            try {
                code = Integer.parseInt(word);
            } catch (NumberFormatException e) {
                throw new UsageException("\"" + word + "\" is no number");
            }
            meanings.add(call.has("exit") ? Meaning.ofExit(code) : returned(code, returned));
        }
        return meanings;
    }

    private static Meaning returned(int code, List<Meaning> returned) {
        int positive = Math.abs(code);
        return returned.stream()
                .filter(meaning -> meaning.code == positive)
                .findFirst()
                .orElse(new Meaning(code, "Unknown", "Unknown error " + positive));
    }

    /** Those of Linux, then Pacemaker's own. */
    private static List<Meaning> returned() throws IOException {
        List<Meaning> meanings = new ArrayList<>();
        try (InputStream in = CrmError.class.getResourceAsStream("return-codes.tsv")) {
            for (String line : new String(in.readAllBytes(), UTF_8).split("\n")) {
                String[] columns = line.split("\t");
                meanings.add(new Meaning(Integer.parseInt(columns[0]), columns[1], columns[2]));
            }
        }
        return meanings;
    }
}
