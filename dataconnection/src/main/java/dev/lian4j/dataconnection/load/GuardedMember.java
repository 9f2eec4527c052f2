package dev.lian4j.dataconnection.load;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** The bytes of a member of an archive: counted, and at their end compared with the checksum, which the JDK leaves out. */
final class GuardedMember extends FilterInputStream {

    private final ZipEntry entry;
    private final ZipArchive archive;
    private final CRC32 sum = new CRC32();
    private long total;

    GuardedMember(InputStream in, ZipEntry entry, ZipArchive archive) {
        super(in);
        this.entry = entry;
        this.archive = archive;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        int read = super.read(bytes, from, most);
        if (read > 0) {
            sum.update(bytes, from, read);
            total += read;
            archive.count(entry, read, total);
        } else if (read < 0 && entry.getCrc() >= 0 && entry.getCrc() != sum.getValue()) {
            throw new ZipException("the checksum of " + entry.getName() + " is wrong");
        }
        return read;
    }

    /** Reads what is skipped, so that it counts. */
    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.min(bytes, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
