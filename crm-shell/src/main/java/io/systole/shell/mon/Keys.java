package io.systole.shell.mon;

import java.io.IOException;
import org.jline.utils.NonBlockingReader;

/** Keys that are more than a letter. */
final class Keys {
    /** Long enough for the rest of a key that sends several characters, short enough for a person who pressed Escape. */
    private static final long REST_MS = 50;

    private Keys() {}

    static boolean ends(int code) {
        return code == 'q' || code == 'Q';
    }

    /** The key whose first character was Escape; 0 for one without a meaning. */
    static char escape(NonBlockingReader reader) throws IOException {
        int next = reader.read(REST_MS);
        if (next != '[' && next != 'O') {
            return 0;
        }
        int key = reader.read(REST_MS);
        switch (key) {
            case 'A':
                return ScreenState.UP;
            case 'B':
                return ScreenState.DOWN;
            case '5', '6':
                reader.read(REST_MS);
                return key == '5' ? ScreenState.PAGE_UP : ScreenState.PAGE_DOWN;
            default:
                return 0;
        }
    }
}
