package io.systole.shell.command;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;

/** {@code pacemakerd}: what is asked of Pacemaker's daemon by name. The daemon itself is {@code systoled}. */
final class Pacemakerd extends Tool {
    private static final String FEATURES =
            "Systole 0.1.0\n Speaks as Pacemaker 3.0.2 (feature set 3.20.1)\n Supporting:"
                    + " corosync-ge-2 lsb ocf systemd";

    Pacemakerd() {
        super(
                "pacemakerd",
                new Options("features|F", "shutdown|S", "foreground|f", "pid-file|p=", "standby|s", "verbose|V"));
    }

    @Override
    protected String usage() {
        return "usage: pacemakerd --features | --shutdown | --version\n       The daemon itself is started as systoled.";
    }

    @Override
    protected int run(Call call) throws UsageException, Failure, NotConnectedException {
        if (call.has("features")) {
            call.answer().line(FEATURES);
            call.answer()
                    .add(Element.of(
                            "pacemakerd", "version", "3.0.2", "build", "systole-0.1.0", "feature_set", "3.20.1"));
            return CrmExit.OK.code();
        }
        if (call.has("shutdown")) {
            int code = call.cluster().shutdown(call.cluster().facts().local());
            if (code != CrmExit.OK.code()) {
                throw new Failure(code, "the daemon does not shut down: " + CrmExit.describe(code));
            }
            return code;
        }
        throw new UsageException("the daemon is started as systoled, not as pacemakerd");
    }
}
