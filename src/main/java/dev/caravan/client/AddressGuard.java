package dev.caravan.client;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells which addresses are never called: where a cloud hands out credentials to whoever asks, and what is no single host.
 *
 * <p>Loopback and private networks are allowed, since that is where self-hosted services live.
 */
final class AddressGuard {
    /** Metadata services that do not live in the link-local networks. */
    private static final Set<InetAddress> METADATA = Stream.of(
                    "100.100.100.200", "168.63.129.16", "fd00:ec2::254", "fd20:ce::254")
            .map(AddressGuard::literal)
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F.]*:[0-9a-fA-F:.]*(%.*)?]?");
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] SIX_TO_FOUR = {0x20, 0x02};
    private static final byte[] COMPATIBLE = new byte[12];

    private AddressGuard() {}

    /** Whether this is an address, which nobody has to look up. */
    static boolean isLiteral(String host) {
        return LITERAL.matcher(host).matches();
    }

    static boolean refuses(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || METADATA.contains(address)
                || (address instanceof Inet6Address && embeds(address.getAddress()));
    }

    /** A literal of a host that somebody else is going to connect to, a proxy. */
    static void check(String host) throws UnknownHostException {
        if (isLiteral(host) && refuses(InetAddress.getByName(host))) {
            throw new AddressRefusedException(host);
        }
    }

    /** The IPv6 spellings of an IPv4 address that Java does not take for one. */
    private static boolean embeds(byte[] address) {
        if (starts(address, SIX_TO_FOUR)) {
            return refuses(part(address, SIX_TO_FOUR.length));
        }
        boolean loopback =
                Arrays.equals(address, Inet6Address.getLoopbackAddress().getAddress());
        boolean tail = starts(address, NAT64) || (starts(address, COMPATIBLE) && !loopback);
        return tail && refuses(part(address, NAT64.length));
    }

    private static boolean starts(byte[] address, byte[] prefix) {
        return Arrays.equals(address, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static InetAddress part(byte[] address, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }
}
