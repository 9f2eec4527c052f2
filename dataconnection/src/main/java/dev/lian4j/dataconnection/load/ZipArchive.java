package dev.lian4j.dataconnection.load;

import dev.lian4j.core.error.DocumentLoadException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip archive that is read within limits. For one thread. */
final class ZipArchive implements Closeable {

    /** Archives made on Chinese Windows have names in this and do not say so. */
    private static final Charset CHINESE = Charset.forName("GB18030");

    private static final long MAX_PACKED = 4L << 30;

    private final Path file;
    private final ZipFile zip;
    private final ZipLimits limits;
    private long unpacked;

    private ZipArchive(Path file, ZipFile zip, ZipLimits limits) {
        this.file = file;
        this.zip = zip;
        this.limits = limits;
    }

    static ZipArchive open(Path file, ZipLimits limits) {
        FileFault.check(file, MAX_PACKED);
        ZipArchive archive = new ZipArchive(file, zip(file), limits);
        int entries = archive.zip.size();
        if (entries > limits.maxEntries()) {
            archive.close();
            throw new DocumentLoadException(
                    file.toString(),
                    "has " + entries + " members, more than the limit of " + limits.maxEntries()
                            + "; raise the loader's limits if this is meant");
        }
        return archive;
    }

    private static ZipFile zip(Path file) {
        try {
            return zip(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DocumentLoadException(
                    file.toString(), "is not a zip archive, or is damaged: " + e.getMessage(), e);
        }
    }

    private static ZipFile zip(Path file, Charset names) throws IOException {
        try {
            return new ZipFile(file.toFile(), names);
        } catch (ZipException e) {
            if (names.equals(StandardCharsets.UTF_8)
                    && String.valueOf(e.getMessage()).contains("bad entry name")) {
                return zip(file, CHINESE);
            }
            throw e;
        }
    }

    /** The members that are no folders, in the order of the archive. */
    List<? extends ZipEntry> entries() {
        return zip.stream().filter(entry -> !entry.isDirectory()).toList();
    }

    Optional<ZipEntry> entry(String name) {
        return Optional.ofNullable(zip.getEntry(name)).filter(entry -> !entry.isDirectory());
    }

    /** The bytes of a member; reading fails where they are too many or not those that were packed. */
    InputStream stream(ZipEntry entry) throws IOException {
        return new GuardedMember(zip.getInputStream(entry), entry, this);
    }

    /** Whether nothing more may be unpacked. */
    boolean exhausted() {
        return unpacked > limits.maxBytes();
    }

    /** Takes note of bytes unpacked of a member, so many of it in all. */
    void count(ZipEntry entry, int bytes, long ofMember) {
        unpacked += bytes;
        if (exhausted()) {
            throw tooLarge("unpacks to more than the limit of " + limits.maxBytes() + " bytes");
        }
        if (ofMember > 1 << 20 && ofMember / limits.maxRatio() > entry.getCompressedSize()) {
            throw tooLarge(
                    "its member " + entry.getName() + " unpacks to more than " + limits.maxRatio() + " times its size");
        }
    }

    private DocumentLoadException tooLarge(String what) {
        return new DocumentLoadException(
                file.toString(), what + ", as archives do that are made to harm; raise the limits if this is meant");
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
