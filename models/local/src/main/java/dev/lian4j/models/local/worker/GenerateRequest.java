package dev.lian4j.models.local.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A text to continue and how.
 *
 * @param prompt the text; control tokens in it count as such
 * @param maxTokens the most tokens to write
 * @param sampling numbers by {@link Sampling}; the library's own defaults where they are missing
 * @param grammar what the text must keep to, in llama.cpp's notation; empty where there is none
 * @param reusePrompt whether the start that this prompt shares with the last one is not computed again
 */
public record GenerateRequest(
        String prompt, int maxTokens, Map<Sampling, Double> sampling, String grammar, boolean reusePrompt) {

    /** As the body of a frame. */
    public Frame frame(int call) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        writeText(out, prompt);
        out.writeInt(maxTokens);
        out.writeInt(sampling.size());
        for (Map.Entry<Sampling, Double> number : sampling.entrySet()) {
            out.writeUTF(number.getKey().name());
            out.writeDouble(number.getValue());
        }
        writeText(out, grammar);
        out.writeBoolean(reusePrompt);
        return new Frame(call, Kind.GENERATE, bytes.toByteArray());
    }

    static GenerateRequest of(Frame frame) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame.body()));
        String prompt = readText(in);
        int maxTokens = in.readInt();
        Map<Sampling, Double> sampling = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            sampling.put(Sampling.valueOf(in.readUTF()), in.readDouble());
        }
        return new GenerateRequest(prompt, maxTokens, sampling, readText(in), in.readBoolean());
    }

    /** Unlike {@code writeUTF}, of any length. */
    static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
