package io.systole.node.boot;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.TriggeringPolicyBase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon's log file: where the {@code logging} section of corosync.conf wants it, by default {@code
 * /var/log/systole/systole.log}; {@code to_logfile: no} turns it off. It is kept below a bounded
 * size, and made for its owner only.
 */
final class LogFile {
    private static final Logger LOG = LoggerFactory.getLogger(LogFile.class);
    private static final String DEFAULT = "/var/log/systole/systole.log";
    /** A file of so many bytes is full. */
    static final long SIZE_MAX = 10 * 1024 * 1024;

    static final int OLDER_FILES = 4;

    private LogFile() {}

    /** @param settings corosync.conf's entries by their cmap keys */
    static void open(SortedMap<String, String> settings) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        if (settings.getOrDefault("logging.debug", "off").matches("on|yes|1|trace")) {
            context.getLogger("systole").setLevel(Level.DEBUG);
            context.getLogger("io.systole").setLevel(Level.DEBUG);
        }
        if (settings.getOrDefault("logging.to_logfile", "yes").matches("no|off|0")) {
            return;
        }
        Path file = Path.of(settings.getOrDefault("logging.logfile", DEFAULT));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent(), mode("rwx------"));
            root.addAppender(appender(context, file));
        } catch (IOException e) {
            LOG.warn("No log file: {} cannot be written ({}); the log goes to standard error only", file, e.toString());
        }
    }

    private static FileAttribute<?> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static RollingFileAppender<ILoggingEvent> appender(LoggerContext context, Path file) throws IOException {
        if (!Files.isWritable(Files.exists(file) ? file : file.toAbsolutePath().getParent())) {
            throw new IOException("no permission");
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %msg%n%ex{short}");
        encoder.start();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>() {
            @Override
            public void openFile(String name) throws IOException {
                // What agents print is in it. An administrator may open an existing one to others.
                if (!Files.exists(Path.of(name))) {
                    Files.createFile(Path.of(name), mode("rw-------"));
                }
                super.openFile(name);
            }
        };
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        FixedWindowRollingPolicy older = new FixedWindowRollingPolicy();
        older.setContext(context);
        older.setParent(appender);
        older.setFileNamePattern(file + ".%i");
        older.setMinIndex(1);
        older.setMaxIndex(OLDER_FILES);
        older.start();
        // Logback's own looks at the size once a minute by the wall clock: a flood would fill the disk in between.
        TriggeringPolicyBase<ILoggingEvent> full = new TriggeringPolicyBase<>() {
            @Override
            public boolean isTriggeringEvent(File written, ILoggingEvent next) {
                return written.length() >= SIZE_MAX;
            }
        };
        full.setContext(context);
        full.start();
        appender.setRollingPolicy(older);
        appender.setTriggeringPolicy(full);
        appender.start();
        return appender;
    }
}
