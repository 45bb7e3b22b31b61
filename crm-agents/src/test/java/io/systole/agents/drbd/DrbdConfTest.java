package io.systole.agents.drbd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DrbdConfTest {
    /** Files by their paths, in the order of the alphabet. */
    static final class Files implements DrbdConf.Source {
        private final TreeMap<String, String> files = new TreeMap<>();

        Files(String... pathsAndTexts) {
            for (int i = 0; i < pathsAndTexts.length; i += 2) {
                files.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
            }
        }

        @Override
        public Optional<String> text(String path, List<String> troubles) {
            return Optional.ofNullable(files.get(path));
        }

        @Override
        public List<String> matching(String pattern) {
            String regex = "\\Q" + pattern.replace("*", "\\E[^/]*\\Q") + "\\E";
            return files.keySet().stream().filter(path -> path.matches(regex)).toList();
        }
    }

    private static final String TALK = """
            resource pg {
              device minor 0;
              disk /dev/sdb;

              syncer {
                rate 150M;
                verify-alg md5;
              }

              on HA-node1 {
                address 192.168.56.10:7788;
                meta-disk internal;
              }
              on HA-node2 {
                address 192.168.56.20:7788;
                meta-disk internal;
              }
            }
            """;

    @Test
    void theTalksResourceIsFoundThroughTheIncludes() {
        DrbdConf conf = DrbdConf.read(
                "/etc/drbd.conf",
                new Files(
                        "/etc/drbd.conf",
                        "include \"drbd.d/global_common.conf\";\ninclude \"drbd.d/*.res\";\n",
                        "/etc/drbd.d/global_common.conf",
                        "global { usage-count no; }\ncommon {\n  net { protocol C; # the safe one\n  }\n}\n",
                        "/etc/drbd.d/pg.res",
                        TALK));
        assertThat(conf.troubles()).isEmpty();
        assertThat(conf.resources()).extracting(DrbdConf.Section::name).containsExactly("pg");
        DrbdConf.Section pg = conf.resources().get(0);
        assertThat(pg.sections("on")).extracting(DrbdConf.Section::name).containsExactly("HA-node1", "HA-node2");
        DrbdConf.Statement rate =
                conf.holds(pg, List.of("disk", "syncer"), "rate").orElseThrow();
        assertThat(rate.text()).isEqualTo("rate 150M");
        assertThat(rate.place()).hasToString("/etc/drbd.d/pg.res:6");
        assertThat(conf.holds(pg, List.of("", "net"), "protocol").orElseThrow().place())
                .hasToString("/etc/drbd.d/global_common.conf:3");
        assertThat(DrbdNames.on(conf, "HA-node1")).containsExactly(new DrbdNames.Device(0, "pg", 0, "HA-node2"));
    }

    @Test
    void mistakesAreToldWithTheirLines() {
        assertThat(troubles("resource pg {\n  disk /dev/sdb;\n"))
                .containsExactly("/c:1: the { of this line is never closed");
        assertThat(troubles("resource pg {\n  disk /dev/sdb\n}\n"))
                .containsExactly("/c:2: \"disk /dev/sdb\" has no semicolon");
        assertThat(troubles("global { }\n}\n")).containsExactly("/c:2: a } without its {");
        assertThat(troubles("{ }")).containsExactly("/c:1: a { without a name before it", "/c:1: a } without its {");
    }

    private static List<String> troubles(String text) {
        return DrbdConf.read("/c", new Files("/c", text)).troubles();
    }

    @Test
    void filesThatIncludeEachOtherAreReadOnce() {
        DrbdConf conf = DrbdConf.read(
                "/etc/a", new Files("/etc/a", "include b;\nresource x { }", "/etc/b", "include a;\nresource y { }"));
        assertThat(conf.resources()).extracting(DrbdConf.Section::name).containsExactly("y", "x");
    }

    @Test
    void ofTooManyFilesTheRestIsToldOfAndNotRead() {
        String[] files = new String[2 * 202];
        files[0] = "/etc/a";
        files[1] = "include \"d/*.res\";";
        for (int i = 1; i < 202; i++) {
            files[2 * i] = "/etc/d/%03d.res".formatted(i);
            files[2 * i + 1] = "resource r" + i + " { }";
        }
        DrbdConf conf = DrbdConf.read("/etc/a", new Files(files));
        assertThat(conf.resources()).hasSize(199);
        assertThat(conf.troubles()).contains("/etc/d/200.res: more than 200 files are included; the rest is not read");
    }

    @Test
    void aThousandBracesAreNoTrouble() {
        assertThat(troubles("a { ".repeat(1000) + "} ".repeat(1000))).isEmpty();
    }
}
