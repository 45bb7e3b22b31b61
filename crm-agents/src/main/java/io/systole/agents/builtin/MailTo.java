package io.systole.agents.builtin;

import io.systole.agents.process.AgentProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sends a mail when the resources beside it are taken over and when they are given away, by mail(1) or, where that is missing,
 * by sendmail(8).
 */
final class MailTo implements BuiltinAgent {
    private static final List<Path> SENDMAIL = List.of(Path.of("/usr/sbin/sendmail"), Path.of("/usr/lib/sendmail"));
    private static final String SUBJECT = "Resource Group";

    @Override
    public String provider() {
        return "heartbeat";
    }

    @Override
    public String type() {
        return "MailTo";
    }

    @Override
    public Answer run(Act act) throws ActEnd, IOException {
        Path state = act.state("MailTo_" + act.resource());
        switch (act.action()) {
            case "start" -> {
                send(act, "Takeover in progress", "on");
                if (!Files.exists(state)) {
                    Files.createFile(state);
                }
                return Answer.OK;
            }
            case "stop" -> {
                if (Files.deleteIfExists(state)) {
                    send(act, "Migrating resource away", "from");
                }
                return Answer.OK;
            }
            case "monitor", "status" -> {
                return Files.exists(state) ? Answer.OK : Answer.NOT_RUNNING;
            }
            case "validate-all" -> {
                addresses(act);
                return Answer.OK;
            }
            default -> {
                return Answer.UNKNOWN_ACTION;
            }
        }
    }

    /** Several are separated by blanks or commas; one that looks like an option of the mail program is none. */
    private static List<String> addresses(Act act) throws ActEnd {
        List<String> addresses = Arrays.stream(act.required("email").split("[\\s,]+"))
                .filter(address -> !address.isEmpty())
                .toList();
        for (String address : addresses) {
            if (address.startsWith("-") || address.chars().anyMatch(Character::isISOControl)) {
                throw ActEnd.misconfigured("the parameter email holds \"" + address + "\", which is no address");
            }
        }
        return addresses;
    }

    private static void send(Act act, String what, String where) throws ActEnd, IOException {
        List<String> addresses = addresses(act);
        String time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                OffsetDateTime.now().withNano(0));
        String subject = (act.text("subject", SUBJECT) + " " + what + " at " + time + " " + where + " " + Host.name())
                .replaceAll("\\p{Cntrl}", " ");
        String body = subject + "\n\nThe cluster's resource " + act.resource() + " says so.\n";
        Path sendmail =
                SENDMAIL.stream().filter(Files::isExecutable).findFirst().orElse(null);
        boolean mail = act.run("sh", "-c", "command -v mail").exitCode() == 0;
        if (!mail && sendmail == null) {
            throw ActEnd.notInstalled("there is neither the program mail nor " + SENDMAIL.get(0)
                    + "; install one, for example Debian's package bsd-mailx");
        }
        AgentProcess.Result result =
                mail ? byMail(act, addresses, subject, body) : bySendmail(act, sendmail, addresses, subject, body);
        if (result.exitCode() != 0) {
            throw ActEnd.failed("the mail could not be handed over: " + Act.said(result));
        }
    }

    private static AgentProcess.Result byMail(Act act, List<String> addresses, String subject, String body)
            throws ActEnd {
        List<String> words = new ArrayList<>(List.of("mail", "-s", subject));
        words.addAll(addresses);
        return act.run(words, body.getBytes(StandardCharsets.UTF_8));
    }

    private static AgentProcess.Result bySendmail(
            Act act, Path sendmail, List<String> addresses, String subject, String body) throws ActEnd {
        List<String> words = new ArrayList<>(List.of(sendmail.toString(), "-i", "--"));
        words.addAll(addresses);
        String message = "To: " + String.join(", ", addresses) + "\nSubject: " + subject + "\n\n" + body;
        return act.run(words, message.getBytes(StandardCharsets.UTF_8));
    }
}
