package dev.lian4j.models.local.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the two processes say to each other.
 *
 * @param call the number of the call that it belongs to
 * @param kind what it says
 * @param body the rest, by kind; UTF-8 where it is a text
 */
// The body is never changed: it is written or read once.
@SuppressWarnings("ArrayRecordComponent")
public record Frame(int call, Kind kind, byte[] body) {

    /** Starts each frame, so that foreign output between frames is noticed. */
    private static final int MARK = 0x4c49414e;

    private static final int LONGEST = 256 << 20;

    /** A frame whose body is a text. */
    public static Frame of(int call, Kind kind, String text) {
        return new Frame(call, kind, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A frame whose body is a vector. */
    public static Frame of(int call, float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length);
        bytes.asFloatBuffer().put(vector);
        return new Frame(call, Kind.VECTOR, bytes.array());
    }

    /** The body as a text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as a vector. */
    public float[] vector() {
        float[] vector = new float[body.length / 4];
        ByteBuffer.wrap(body).asFloatBuffer().get(vector);
        return vector;
    }

    /** Writes the frame and flushes. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(MARK);
        out.writeInt(call);
        out.writeUTF(kind.name());
        out.writeInt(body.length);
        out.write(body);
        out.flush();
    }

    /**
     * Waits for the next frame.
     *
     * @throws IOException if the other side is gone, or something else than a frame comes
     */
    public static Frame read(DataInputStream in) throws IOException {
        int mark = in.readInt();
        if (mark != MARK) {
            throw new IOException("Foreign output instead of a frame: " + Integer.toHexString(mark));
        }
        int call = in.readInt();
        String kind = in.readUTF();
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("A frame of the kind " + kind + " and the length " + length);
        }
        return new Frame(call, kind(kind), in.readNBytes(length));
    }

    private static Kind kind(String name) throws IOException {
        try {
            return Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("A frame of the unknown kind " + name, e);
        }
    }
}
