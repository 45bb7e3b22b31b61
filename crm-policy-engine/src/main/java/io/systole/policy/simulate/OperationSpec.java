package io.systole.policy.simulate;

import io.systole.core.operation.OperationKey;
import java.util.Optional;

/**
 * The result of an operation as people write it on a command line: {@code RESOURCE_TASK_INTERVALMS@NODE=EXITCODE}, for
 * example {@code memcached_monitor_20000@bart.example.com=7}.
 *
 * @param exitCode an OCF exit code
 */
public record OperationSpec(OperationKey key, String node, int exitCode) {
    /** Empty for a text of any other shape. */
    public static Optional<OperationSpec> parse(String text) {
        int at = text.indexOf('@');
        int equals = text.indexOf('=', at + 1);
        if (at <= 0 || equals <= at + 1 || equals == text.length() - 1 || equals + 10 < text.length()) {
            return Optional.empty();
        }
        String code = text.substring(equals + 1).strip();
        if (!code.matches("-?\\d+")) {
            return Optional.empty();
        }
        String node = text.substring(at + 1, equals);
        int exitCode = Integer.parseInt(code);
        return OperationKey.parse(text.substring(0, at)).map(key -> new OperationSpec(key, node, exitCode));
    }

    /** Whether this is about that operation on that node. Case does not count, as with Pacemaker. */
    boolean matches(OperationKey other, String onNode) {
        return key.toString().equalsIgnoreCase(other.toString()) && node.equalsIgnoreCase(onNode);
    }
}
