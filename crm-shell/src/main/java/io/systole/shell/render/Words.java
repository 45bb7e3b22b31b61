package io.systole.shell.render;

/** Small pieces of wording that many places need. */
final class Words {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Words() {}

    /** A number and its noun, for example {@code 2 nodes}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code text} in brackets behind a blank, or nothing for null. */
    static String bracketed(String text) {
        return text == null ? "" : " (" + text + ")";
    }

    /** A length of time, for example {@code 1m30s} or {@code 2.250s}. */
    static String duration(long ms) {
        if (ms == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        text.append(ms >= DAY ? ms / DAY + "d" : "");
        text.append(ms % DAY >= HOUR ? ms % DAY / HOUR + "h" : "");
        text.append(ms % HOUR >= MINUTE ? ms % HOUR / MINUTE + "m" : "");
        long rest = ms % MINUTE;
        if (rest >= SECOND) {
            text.append(rest / SECOND).append(rest % SECOND == 0 ? "" : "." + String.format("%03d", rest % SECOND));
            return text.append('s').toString();
        }
        return rest == 0 ? text.toString() : text.append(rest).append("ms").toString();
    }

    /** The number that a text begins with; 0 where it begins with none, as for text that is missing. */
    static long number(String text) {
        int end = 0;
        while (text != null
                && end < text.length()
                && end < 18
                && (Character.isDigit(text.charAt(end)) || end == 0 && text.charAt(0) == '-')) {
            end++;
        }
        String digits = text == null ? "" : text.substring(0, end);
        return digits.isEmpty() || digits.equals("-") ? 0 : Long.parseLong(digits);
    }
}
