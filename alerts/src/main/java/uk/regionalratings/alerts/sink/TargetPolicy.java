package uk.regionalratings.alerts.sink;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;
import uk.regionalratings.alerts.config.HostNames;

/**
 * Decides where alerts may be sent over HTTP: to https addresses on the public internet, and to this machine if the
 * address names it. The resolved address is checked at each connection and then used for that connection, so that a
 * name which later resolves to a private address reaches nobody.
 */
final class TargetPolicy implements DnsResolver {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /**
     * Addresses outside the public internet that Java has no methods for: IANA's special-purpose address registries
     * (RFC 6890 and its updates).
     */
    private static final List<Range> NOT_PUBLIC = List.of(
            Range.of("0.0.0.0", 8),
            Range.of("100.64.0.0", 10),
            Range.of("192.0.0.0", 24),
            Range.of("192.0.2.0", 24),
            Range.of("198.18.0.0", 15),
            Range.of("198.51.100.0", 24),
            Range.of("203.0.113.0", 24),
            Range.of("240.0.0.0", 4),
            // Translated, tunnelled and unique local addresses.
            Range.of("::", 96),
            Range.of("64:ff9b::", 96),
            Range.of("64:ff9b:1::", 48),
            Range.of("100::", 64),
            Range.of("2001::", 32),
            Range.of("2001:db8::", 32),
            Range.of("2002::", 16),
            Range.of("fc00::", 7));

    private static final int HIGHEST_PORT = 65_535;

    private final boolean privateAllowed;
    private final HostNames names;

    /** @param privateAllowed whether alerts may be sent to private networks */
    TargetPolicy(boolean privateAllowed, HostNames names) {
        this.privateAllowed = privateAllowed;
        this.names = names;
    }

    /** Whether the address names this machine literally. */
    static boolean isLoopback(URI target) {
        return LOOPBACK_NAMES.contains(target.getHost());
    }

    /** What is wrong with a target, judged by its text alone. */
    static Optional<String> problem(URI target, boolean plainAllowed) {
        String scheme = target.getScheme();
        if (target.getHost() == null || target.getUserInfo() != null || target.getFragment() != null) {
            return Optional.of("must be an address such as https://receiver.example/alerts, without user or fragment");
        }
        if (target.getPort() == 0 || target.getPort() > HIGHEST_PORT) {
            return Optional.of("has port " + target.getPort() + ", and ports are from 1 to " + HIGHEST_PORT);
        }
        if ("https".equalsIgnoreCase(scheme)
                || ("http".equalsIgnoreCase(scheme) && (plainAllowed || isLoopback(target)))) {
            return Optional.empty();
        }
        return Optional.of("must begin with https://; http:// is for this machine only, unless allowPlain is true");
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        if (privateAllowed || LOOPBACK_NAMES.contains(host)) {
            return addresses;
        }
        for (InetAddress address : addresses) {
            if (!isPublic(address)) {
                throw new RefusedTargetException(
                        host + " is at " + address.getHostAddress() + ", which is not on the public internet");
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    static boolean isPublic(InetAddress address) {
        return !address.isLoopbackAddress()
                && !address.isAnyLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress()
                && NOT_PUBLIC.stream().noneMatch(range -> range.contains(address));
    }

    /** A name resolved to an address that must not receive alerts. */
    static final class RefusedTargetException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        RefusedTargetException(String message) {
            super(message);
        }
    }

    /** A range of addresses with the same first bits. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Range(byte[] start, int bits) {
        static Range of(String start, int bits) {
            try {
                return new Range(InetAddress.getByName(start).getAddress(), bits);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(start, e);
            }
        }

        boolean contains(InetAddress address) {
            byte[] other = address.getAddress();
            if (other.length != start.length) {
                return false;
            }
            int whole = bits / 8;
            int mask = 0xff00 >> bits % 8;
            return Arrays.equals(start, 0, whole, other, 0, whole)
                    && (bits % 8 == 0 || ((start[whole] ^ other[whole]) & mask & 0xff) == 0);
        }
    }
}
