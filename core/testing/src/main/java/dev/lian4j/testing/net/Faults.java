package dev.lian4j.testing.net;

import dev.lian4j.testing.net.RawServer.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/**
 * Small scripts of what goes wrong on the way, to be put together with {@link #then}. All offsets are in bytes from
 * the first of the response, its head included. A script may serve many connections at once.
 */
public final class Faults {

    private Faults() {}

    /** These texts in UTF-8, one after another. */
    public static byte[] bytes(String... parts) {
        return String.join("", parts).getBytes(StandardCharsets.UTF_8);
    }

    /** One script after another, on the same connection. */
    public static Script then(Script... scripts) {
        return (out, socket) -> {
            for (Script script : scripts) {
                script.serve(out, socket);
            }
        };
    }

    /** All of it. */
    public static Script send(byte[] bytes) {
        return cutAt(bytes, bytes.length);
    }

    /** The first {@code length} bytes; alone, the connection is then closed in order. */
    public static Script cutAt(byte[] bytes, int length) {
        return (out, socket) -> write(out, bytes, 0, length);
    }

    /** One script for each number of bytes from 0 to one less than all: the n-th request is cut after n - 1 bytes. */
    public static Script[] everyCut(byte[] bytes) {
        Script[] cuts = new Script[bytes.length];
        Arrays.setAll(cuts, length -> cutAt(bytes, length));
        return cuts;
    }

    /** The first {@code length} bytes, and then a reset of the connection, as by a crash. */
    public static Script resetAt(byte[] bytes, int length) {
        return (out, socket) -> {
            write(out, bytes, 0, length);
            socket.setSoLinger(true, 0);
            socket.close();
        };
    }

    /** All of it, with a flush at each of these ascending offsets. */
    public static Script splitAt(byte[] bytes, int... offsets) {
        return (out, socket) -> {
            int from = 0;
            for (int offset : offsets) {
                write(out, bytes, from, offset - from);
                from = offset;
            }
            write(out, bytes, from, bytes.length - from);
        };
    }

    /** Byte by byte, with so long a wait between two; zero for none. */
    public static Script dribble(byte[] bytes, Duration pause) {
        return (out, socket) -> {
            for (int i = 0; i < bytes.length; i++) {
                write(out, bytes, i, 1);
                Thread.sleep(pause.toMillis());
            }
        };
    }

    /** The first {@code length} bytes, and then nothing until the client goes away. */
    public static Script stallAfter(byte[] bytes, int length) {
        return then(cutAt(bytes, length), holdOpen());
    }

    /** Nothing more, with the connection open until the client closes it. */
    public static Script holdOpen() {
        return (out, socket) -> RawServer.awaitClient(socket);
    }

    /** The same again and again, with such a wait in between, until the client goes away: a comment, or a stray byte. */
    public static Script commentEvery(Duration pause, String comment) {
        return (out, socket) -> {
            while (true) {
                Thread.sleep(pause.toMillis());
                write(out, bytes(comment), 0, bytes(comment).length);
            }
        };
    }

    /** The same without end, as fast as the client takes it. */
    public static Script endless(byte[] bytes) {
        return (out, socket) -> {
            while (true) {
                out.write(bytes);
            }
        };
    }

    /** All of it, and then its bytes from {@code offset} on once more. */
    public static Script repeatFrom(byte[] bytes, int offset) {
        return (out, socket) -> {
            write(out, bytes, 0, bytes.length);
            write(out, bytes, offset, bytes.length - offset);
        };
    }

    /** All of it, with every byte from {@code from} on, {@code length} long, replaced by chance. */
    public static Script garble(byte[] bytes, int from, int length, Random random) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        byte[] garbled = bytes.clone();
        System.arraycopy(noise, 0, garbled, from, length);
        return send(garbled);
    }

    private static void write(OutputStream out, byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        out.flush();
    }

    /** The body in HTTP's chunks of this size, as it follows a head with {@code Transfer-Encoding: chunked}. */
    public static byte[] chunked(byte[] body, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < body.length; from += size) {
            int length = Math.min(size, body.length - from);
            out.writeBytes(bytes(Integer.toHexString(length), "\r\n"));
            out.write(body, from, length);
            out.writeBytes(bytes("\r\n"));
        }
        out.writeBytes(bytes("0\r\n\r\n"));
        return out.toByteArray();
    }
}
