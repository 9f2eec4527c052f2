package dev.lian4j.dataconnection.load;

import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;

/**
 * How much an archive may hold, against archives made to fill the memory or the disk. What counts is what really comes out,
 * not what the archive says of itself.
 *
 * @param maxEntries the most members
 * @param maxBytes the most bytes of all members together, unpacked
 * @param maxRatio how many times as large as packed a member may be, from its first MiB on
 */
public record ZipLimits(int maxEntries, long maxBytes, int maxRatio) {

    /** 10,000 members, 1 GiB, 200 times. */
    public static final ZipLimits DEFAULT = new ZipLimits(10_000, 1L << 30, 200);

    /** @throws IllegalArgumentException if a limit is not positive */
    public ZipLimits {
        if (maxEntries < 1 || maxBytes < 1 || maxRatio < 1) {
            throw new IllegalArgumentException("The limits of an archive must be 1 or more, but are " + maxEntries
                    + " entries, " + maxBytes + " bytes, ratio " + maxRatio);
        }
    }

    /**
     * Unpacks the archive to nowhere, for a library that would unpack it without such limits.
     *
     * @throws DocumentLoadException if it is no archive, is damaged, or is over a limit
     */
    public void check(Path archive) {
        try (ZipArchive opened = ZipArchive.open(archive, this)) {
            for (ZipEntry entry : opened.entries()) {
                try (InputStream in = opened.stream(entry)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (IOException e) {
            throw new DocumentLoadException(archive.toString(), "is damaged: " + e.getMessage(), e);
        }
    }
}
