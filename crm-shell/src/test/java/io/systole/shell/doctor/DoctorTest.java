package io.systole.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.shell.fake.FakeIo;
import io.systole.shell.fake.Typed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir
    Path root;

    private Typed doctor(String... more) {
        String[] words = new String[more.length + 4];
        System.arraycopy(new String[] {"crm", "doctor", "--root", root.toString()}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        return Typed.on(null, new FakeIo(), words);
    }

    @Test
    void whatIsWrongEndsWithOneAndSaysHowItIsMended() {
        new Tree(root)
                .talk()
                .file("/etc/lvm/lvm.conf", "filter = [ \"r|/dev/sdb|\", \"a|.*)\" ]\nwrite_cache_state = 0\n");
        Typed typed = doctor();
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out())
                .contains("wrong  lvm-filter       /etc/lvm/lvm.conf:1: pattern 2 of filter, \"a|.*)\", opens")
                .contains("mend: filter = [ \"r|/dev/sdb|\", \"a|.*|\" ]\n")
                .contains("ok     lvm-cache        /etc/lvm/lvm.conf: no list of devices is kept\n")
                .contains("advice drbd-ping        /etc/drbd.d/pg.res:1: pg asks");
        assertThat(typed.out().lines().reduce((a, b) -> b).orElse("")).isEqualTo("3 wrong, 4 pieces of advice");
    }

    @Test
    void adviceAloneIsNoFailure() {
        new Tree(root).talk().file("/etc/sysctl.conf", "kernel.panic = 1\nkernel.panic_on_oops = 1\n");
        Typed typed = doctor();
        assertThat(typed.out()).endsWith("0 wrong, 4 pieces of advice\n");
        assertThat(typed.code()).isZero();
    }

    @Test
    void programsReadXmlOrJson() {
        new Tree(root).file("/etc/sysctl.conf", "kernel.panic = 1\n");
        assertThat(doctor("--output-as=xml").out())
                .contains("<check name=\"kernel-panic\" level=\"wrong\" where=\"/etc/sysctl.conf\"")
                .contains("mend=\"kernel.panic_on_oops = 1\"/>")
                .contains("<status code=\"1\"");
        assertThat(doctor("--output-as", "json").out())
                .contains("\"checks\" : [")
                .contains("\"level\" : \"wrong\"");
        assertThat(doctor("--output-as", "yaml").code()).isEqualTo(64);
    }

    @Test
    void filesThatCannotBeReadAreNamed() {
        new Tree(root)
                .file("/etc/lvm/lvm.conf", "a\0b")
                .file("/etc/drbd.conf", "#".repeat((1 << 20) + 1))
                .file("/etc/hosts/x", "");
        assertThat(doctor().out())
                .contains("wrong  unread           /etc/lvm/lvm.conf: is no text: it holds zero bytes")
                .contains("/etc/drbd.conf: is longer than 1024 KiB")
                .contains("/etc/hosts: is no regular file");
    }

    @Test
    void linksOfACopyDoNotLeadOutOfIt() {
        new Tree(root)
                .file("/elsewhere/lvm.conf", "filter = [ \"a|x)\" ]\n")
                .link("/etc/lvm/lvm.conf", "/elsewhere/lvm.conf");
        assertThat(doctor().out()).contains("pattern 1 of filter");
        new Tree(root).link("/etc/sysctl.conf", "../../../../../../../../etc/passwd");
        assertThat(doctor().code()).isEqualTo(1);
    }

    @Test
    void aDirectoryThatIsNotThereIsSaid() {
        Typed typed = Typed.on(null, "crm doctor --root /no/such");
        assertThat(typed.code()).isNotZero();
        assertThat(typed.err()).contains("/no/such is no directory");
        assertThat(Typed.on(null, "crm doctor now").code()).isEqualTo(64);
    }
}
