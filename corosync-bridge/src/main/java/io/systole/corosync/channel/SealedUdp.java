package io.systole.corosync.channel;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.jgroups.Address;
import org.jgroups.protocols.UDP;
import org.jgroups.stack.IpAddress;

/**
 * JGroups' UDP transport with every datagram sealed, discovery and heartbeats included: who has not the key neither reads
 * nor takes part, and cannot make the members do anything but drop a datagram.
 */
final class SealedUdp extends UDP {
    private final Seal seal;
    private final IntruderLog intruders;

    /** @param seal null to leave datagrams as they are ({@code crypto_cipher: none}) */
    SealedUdp(Seal seal, IntruderLog intruders) {
        this.seal = seal;
        this.intruders = intruders;
    }

    @Override
    protected void _send(InetAddress to, int port, byte[] data, int offset, int length) throws Exception {
        if (seal == null) {
            super._send(to, port, data, offset, length);
            return;
        }
        byte[] sealed;
        try {
            sealed = seal.seal(data, offset, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot encrypt: " + e.getMessage(), e);
        }
        super._send(to, port, sealed, 0, sealed.length);
    }

    @Override
    public void receive(Address sender, byte[] data, int offset, int length) {
        if (seal == null) {
            super.receive(sender, data, offset, length);
            return;
        }
        Optional<Seal.Opened> opened = seal.open(String.valueOf(sender), data, offset, length);
        seal.silent().forEach(silent -> intruders.silent(silent.source(), silent.bytes()));
        if (opened.isEmpty()) {
            intruders.dropped(String.valueOf(sender), length);
            return;
        }
        byte[] reply = opened.get().reply();
        if (reply != null && sender instanceof IpAddress from) {
            try {
                super._send(from.getIpAddress(), from.getPort(), reply, 0, reply.length);
            } catch (Exception e) {
                log.debug("A reply of %d bytes to %s was not sent: %s", reply.length, from, e.getMessage());
            }
        }
        opened.get().plain().forEach(plain -> super.receive(sender, plain, 0, plain.length));
    }
}
