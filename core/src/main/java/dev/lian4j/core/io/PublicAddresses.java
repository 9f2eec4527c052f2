package dev.lian4j.core.io;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses that anyone in the world may reach from those of this machine and the networks around it, which a
 * program that follows links of others must not be led to; by IANA's registries of special-purpose addresses.
 */
public final class PublicAddresses {

    /** Blocks of IPv4 that are not public, besides those that the JDK knows. */
    private static final List<Block> NOT_PUBLIC = List.of(
            new Block(8, List.of(0)),
            new Block(10, List.of(100, 64)),
            new Block(24, List.of(192, 0, 0)),
            new Block(24, List.of(192, 0, 2)),
            new Block(24, List.of(192, 88, 99)),
            new Block(15, List.of(198, 18)),
            new Block(24, List.of(198, 51, 100)),
            new Block(24, List.of(203, 0, 113)),
            new Block(4, List.of(240)));

    /** Blocks of IPv6 that lead to IPv4 and where in them its address stands. */
    private static final List<Block> NAT64 =
            List.of(new Block(96, List.of(0, 0x64, 0xff, 0x9b)), new Block(96, List.of()));

    private static final Block SIX_TO_FOUR = new Block(16, List.of(0x20, 0x02));

    /** What is public of IPv6, and what in that is not: Teredo and other protocols, and documentation. */
    private static final Block GLOBAL = new Block(3, List.of(0x20));

    private static final List<Block> NOT_GLOBAL = List.of(
            new Block(23, List.of(0x20, 0x01)),
            new Block(32, List.of(0x20, 0x01, 0x0d, 0xb8)),
            new Block(20, List.of(0x3f, 0xff)));

    private PublicAddresses() {}

    /**
     * Checks where a host's name leads.
     *
     * @throws IllegalArgumentException if the name is not known, or one of its addresses is not public
     */
    public static void check(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!isPublic(address)) {
                    throw new IllegalArgumentException(
                            "'" + host + "' leads to " + address.getHostAddress() + ", which is not a public address");
                }
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("The host '" + host + "' is not known", e);
        }
    }

    /** Whether an address is neither of this machine, nor private, link-local, shared, multicast or reserved. */
    public static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        return NOT_PUBLIC.stream().noneMatch(block -> block.contains(bytes));
    }

    private static boolean isPublic6(byte[] bytes) {
        if (NAT64.stream().anyMatch(block -> block.contains(bytes))) {
            return embedded(bytes, 12);
        }
        if (SIX_TO_FOUR.contains(bytes)) {
            return embedded(bytes, 2);
        }
        return GLOBAL.contains(bytes) && NOT_GLOBAL.stream().noneMatch(block -> block.contains(bytes));
    }

    private static boolean embedded(byte[] bytes, int at) {
        try {
            return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4)));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** All addresses that start with so many bits of these bytes, behind which are zeros. */
    private record Block(int bits, List<Integer> start) {

        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                int expected = bit / 8 < start.size() ? start.get(bit / 8) & mask : 0;
                if ((address[bit / 8] & mask) != expected) {
                    return false;
                }
            }
            return true;
        }
    }
}
