package dev.lian4j.core.io;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Tells addresses that anyone in the world may reach from those of this machine and the networks around it, which a
 * program that follows links of others must not be led to.
 */
public final class PublicAddresses {

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
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        return !special
                && (address instanceof Inet6Address
                        ? isPublic6(address.getAddress())
                        : isPublic4(address.getAddress()));
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        boolean shared = first == 100 && second >= 64 && second < 128;
        boolean tests = (first == 192 && second == 0)
                || (first == 198 && (second == 18 || second == 19 || second == 51))
                || (first == 203 && second == 0 && bytes[2] == 113);
        return first != 0 && first < 240 && !shared && !tests;
    }

    /** Not unique local ones, nor those that carry an address of version 4 which is not public. */
    private static boolean isPublic6(byte[] bytes) {
        boolean uniqueLocal = (bytes[0] & 0xFE) == 0xFC;
        boolean translated =
                bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xFF) == 0xFF && (bytes[3] & 0xFF) == 0x9B;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean compatible = bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 0 && bytes[3] == 0;
        return !uniqueLocal && !translated && !sixToFour && !compatible;
    }
}
