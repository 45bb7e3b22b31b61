package io.systole.shell.heartbeat;

import io.systole.agents.drbd.DrbdConf;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The machine that the program runs on. */
public final class ThisMachine implements Machine {
    private static final String DRBD_CONF = "/etc/drbd.conf";

    @Override
    public String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }

    @Override
    public Optional<String> network(String device) {
        return onDevice(device).map(bound -> {
            byte[] octets = bound.getAddress().getAddress();
            int bits = bound.getNetworkPrefixLength();
            for (int i = 0; i < octets.length; i++) {
                int left = Math.max(0, Math.min(8, bits - 8 * i));
                octets[i] &= (byte) (0xff << 8 - left);
            }
            return text(octets);
        });
    }

    @Override
    public Optional<String> address(String device) {
        return onDevice(device).map(bound -> text(bound.getAddress().getAddress()));
    }

    private static Optional<InterfaceAddress> onDevice(String device) {
        try {
            NetworkInterface found = NetworkInterface.getByName(device);
            return found == null
                    ? Optional.empty()
                    : found.getInterfaceAddresses().stream()
                            .filter(a -> a.getAddress() instanceof Inet4Address)
                            .findFirst();
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private static String text(byte[] octets) {
        return (octets[0] & 0xff) + "." + (octets[1] & 0xff) + "." + (octets[2] & 0xff) + "." + (octets[3] & 0xff);
    }

    @Override
    public Optional<String> lookUp(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
                    .map(InetAddress::getHostAddress)
                    .findFirst();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean program(String path) {
        return Files.isRegularFile(Path.of(path)) && Files.isExecutable(Path.of(path));
    }

    @Override
    public Optional<DrbdConf> drbd() {
        return Files.isRegularFile(Path.of(DRBD_CONF))
                ? Optional.of(DrbdConf.read(DRBD_CONF, new DrbdFiles()))
                : Optional.empty();
    }

    private static final class DrbdFiles implements DrbdConf.Source {
        @Override
        public Optional<String> text(String path, List<String> troubles) {
            try {
                return Optional.of(new String(Files.readAllBytes(Path.of(path)), StandardCharsets.UTF_8));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                troubles.add(path + " cannot be read: " + e);
                return Optional.empty();
            }
        }

        @Override
        public List<String> matching(String pattern) {
            Path path = Path.of(pattern);
            TreeSet<String> found = new TreeSet<>();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(
                    path.getParent(), path.getFileName().toString())) {
                files.forEach(file -> found.add(file.toString()));
            } catch (IOException e) {
                return List.of();
            }
            return List.copyOf(found);
        }
    }
}
