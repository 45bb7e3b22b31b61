package io.systole.shell.level;

import io.systole.shell.command.UsageException;
import java.util.ArrayList;
import java.util.List;

/**
 * The words behind {@code crm}.
 *
 * @param file a script, {@code -} for standard input, or null
 * @param shadow the shadow CIB to work on, or null
 * @param neverAsks answer every question with no
 * @param words the levels and the command
 */
record CommandLine(
        ShellOptions options,
        String file,
        String shadow,
        boolean neverAsks,
        boolean help,
        boolean version,
        List<String> words) {
    static final String USAGE = """
            Usage: crm [OPTIONS] [LEVEL..] [COMMAND [WORD..]]

              -f, --file FILE      run the commands in a file ("-": standard input)
              -F, --force          do what would otherwise be refused or asked about
              -w, --wait           wait until the cluster has done what follows from each change
              -c, --cib NAME       work on a shadow CIB
              -n, --no             answer every question with no
              -D, --display STYLE  plain or color
              -h, --help           this text; "crm help LEVEL COMMAND" tells more
                  --version        the version

            Without words it is a shell with history and completion; with words it runs one command.""";

    static CommandLine parse(List<String> arguments) throws UsageException {
        boolean force = false;
        boolean waits = false;
        boolean plain = false;
        boolean never = false;
        boolean help = false;
        boolean version = false;
        String file = null;
        String shadow = null;
        List<String> queue = new ArrayList<>(arguments);
        while (!queue.isEmpty() && queue.get(0).startsWith("-") && queue.get(0).length() > 1) {
            String word = queue.remove(0);
            if (word.equals("--")) {
                break;
            }
            if (!word.startsWith("--") && word.length() > 2) {
                // Bundled letters, or a value that sticks to its letter.
                queue.add(0, "fcD".indexOf(word.charAt(1)) >= 0 ? word.substring(2) : "-" + word.substring(2));
                word = word.substring(0, 2);
            } else if (word.indexOf('=') > 0) {
                queue.add(0, word.substring(word.indexOf('=') + 1));
                word = word.substring(0, word.indexOf('='));
            }
            switch (word) {
                case "-F", "--force" -> force = true;
                case "-w", "--wait" -> waits = true;
                case "-n", "--no" -> never = true;
                case "-h", "--help" -> help = true;
                case "--version" -> version = true;
                case "-f", "--file" -> file = value(word, queue);
                case "-c", "--cib" -> shadow = value(word, queue);
                case "-D", "--display" -> plain = value(word, queue).equals("plain");
                default -> throw new UsageException("unknown option " + word);
            }
        }
        return new CommandLine(new ShellOptions(force, waits, plain), file, shadow, never, help, version, queue);
    }

    private static String value(String option, List<String> queue) throws UsageException {
        if (queue.isEmpty()) {
            throw new UsageException(option + " takes a value");
        }
        return queue.remove(0);
    }
}
