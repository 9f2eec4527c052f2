package dev.lian4j.core.mcp;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Names of a server's tools as names that models take: letters, digits, {@code _} and {@code -}, at most 64. */
final class ToolNames {

    private static final int LONGEST = 64;
    private static final int HASH = 9;

    private ToolNames() {}

    /** A name that had to be changed ends in a hash of what it was, so that two tools do not become one. */
    static String ours(String prefix, String name) {
        String plain = prefix + name.replaceAll("[^A-Za-z0-9_-]", "_");
        if (plain.equals(prefix + name) && plain.length() <= LONGEST) {
            return plain;
        }
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return plain.substring(0, Math.min(plain.length(), LONGEST - HASH)) + "_%08x".formatted(crc.getValue());
    }
}
