package io.systole.policy.rule;

/** Puts what the groups of a resource pattern matched into a text. */
public final class Groups {
    private Groups() {}

    /** The text with {@code %0} to {@code %9} replaced by what the groups matched; the text itself without groups. */
    public static String substitute(String text, String[] groups) {
        if (text == null || groups == null || text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int group = i + 1 < text.length() ? text.charAt(i + 1) - '0' : -1;
            if (c == '%' && group >= 0 && group <= 9) {
                out.append(group < groups.length ? groups[group] : "");
                i++;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
