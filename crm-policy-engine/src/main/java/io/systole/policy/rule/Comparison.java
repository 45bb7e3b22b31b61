package io.systole.policy.rule;

/** Compares attribute values as strings, whole numbers, numbers or versions. */
final class Comparison {
    private Comparison() {}

    static boolean holds(String operation, String type, String actual, String reference) {
        String kind = type == null ? usualType(operation, actual, reference) : type;
        int order = compare(kind, actual, reference);
        switch (operation) {
            case "eq":
                return order == 0;
            case "ne":
                return order != 0;
            default:
                break;
        }
        if (actual == null || reference == null) {
            return false;
        }
        return switch (operation) {
            case "lt" -> order < 0;
            case "lte" -> order <= 0;
            case "gt" -> order > 0;
            case "gte" -> order >= 0;
            default -> false;
        };
    }

    private static String usualType(String operation, String actual, String reference) {
        if (operation.equals("eq") || operation.equals("ne")) {
            return "string";
        }
        boolean fraction = actual != null && actual.contains(".") || reference != null && reference.contains(".");
        return fraction ? "number" : "integer";
    }

    private static int compare(String type, String a, String b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? -1 : 1;
        }
        switch (type.toLowerCase(java.util.Locale.ROOT)) {
            case "integer":
                Long x = integer(a);
                Long y = integer(b);
                return x == null || y == null ? a.compareToIgnoreCase(b) : Long.compare(x, y);
            case "number":
                Double u = number(a);
                Double v = number(b);
                return u == null || v == null ? a.compareToIgnoreCase(b) : Double.compare(u, v);
            case "version":
                return compareVersions(a, b);
            default:
                return a.compareToIgnoreCase(b);
        }
    }

    private static Long integer(String text) {
        String word = text.strip();
        int end = word.startsWith("-") || word.startsWith("+") ? 1 : 0;
        int start = end;
        while (end < word.length() && Character.isDigit(word.charAt(end))) {
            end++;
        }
        if (end == start || end - start > 18) {
            return null;
        }
        return Long.valueOf(word.substring(word.startsWith("+") ? 1 : 0, end));
    }

    private static Double number(String text) {
        try {
            return Double.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Compares dotted versions number by number; missing numbers are zero. */
    static int compareVersions(String a, String b) {
        String[] x = a.split("\\.");
        String[] y = b.split("\\.");
        for (int i = 0; i < Math.max(x.length, y.length); i++) {
            long p = i < x.length ? part(x[i]) : 0;
            long q = i < y.length ? part(y[i]) : 0;
            if (p != q) {
                return Long.compare(p, q);
            }
        }
        return 0;
    }

    private static long part(String text) {
        Long number = integer(text);
        return number == null ? 0 : number;
    }
}
