package io.systole.policy.model;

import io.systole.core.value.CrmBoolean;

/** Small readings of names and values that all stages share. */
public final class Names {
    private Names() {}

    /** An id without the colon and number that an instance has. */
    public static String withoutInstance(String id) {
        int end = id.length() - 1;
        int i = end;
        while (i > 0 && id.charAt(i) >= '0' && id.charAt(i) <= '9') {
            i--;
        }
        if (i <= 0 || id.charAt(i) != ':') {
            return id;
        }
        return i == end ? id : id.substring(0, i);
    }

    /** The key of an operation: {@code RESOURCE_OPERATION_INTERVALMS}. */
    public static String key(String resource, String operation, long intervalMs) {
        return resource + '_' + operation + '_' + intervalMs;
    }

    public static String notifyKey(String resource, String type, String operation) {
        return resource + '_' + type + "_notify_" + operation + "_0";
    }

    public static boolean isTrue(String text) {
        return CrmBoolean.parse(text, false);
    }

    /** Digits at the start of a text as a number, clamped; {@code otherwise} where there are none. */
    public static long number(String text, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        String word = text.strip();
        int start = word.startsWith("-") || word.startsWith("+") ? 1 : 0;
        int end = start;
        while (end < word.length() && end < start + 18 && Character.isDigit(word.charAt(end))) {
            end++;
        }
        if (end == start) {
            return otherwise;
        }
        long number = Long.parseLong(word.substring(start, end));
        return word.charAt(0) == '-' ? -number : number;
    }

    /** Compares node names without regard to case, numbers in them as numbers. */
    public static int compareNodeNames(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            char x = a.charAt(i);
            char y = b.charAt(j);
            if (isDigit(x) && isDigit(y)) {
                int endX = digitsEnd(a, i);
                int endY = digitsEnd(b, j);
                int byNumber = compareNumbers(a.substring(i, endX), b.substring(j, endY));
                if (byNumber != 0) {
                    return byNumber;
                }
                i = endX;
                j = endY;
            } else {
                int byLetter = Character.compare(Character.toLowerCase(x), Character.toLowerCase(y));
                if (byLetter != 0) {
                    return byLetter;
                }
                i++;
                j++;
            }
        }
        return Integer.compare(a.length() - i, b.length() - j);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int digitsEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int compareNumbers(String a, String b) {
        int byValue = new java.math.BigInteger(a).compareTo(new java.math.BigInteger(b));
        return byValue != 0 ? byValue : Integer.compare(a.length(), b.length());
    }
}
