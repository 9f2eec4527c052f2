package dev.lian4j.models.local.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The model to load and how.
 *
 * @param file the GGUF file, as an absolute path
 * @param contextSize tokens
 * @param threads threads that compute
 * @param gpuLayers layers on the GPU; 0 leaves it to the library
 * @param adapter a LoRA file; empty where there is none
 * @param chatTemplate the Jinja template; empty where none is wanted
 * @param pooling how tokens' vectors become one, for embeddings; empty where texts are to be written
 */
public record LoadRequest(
        String file, int contextSize, int threads, int gpuLayers, String adapter, String chatTemplate, String pooling) {

    /** As the body of a frame. */
    public Frame frame(int call) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(file);
        out.writeInt(contextSize);
        out.writeInt(threads);
        out.writeInt(gpuLayers);
        out.writeUTF(adapter);
        GenerateRequest.writeText(out, chatTemplate);
        out.writeUTF(pooling);
        return new Frame(call, Kind.LOAD, bytes.toByteArray());
    }

    static LoadRequest of(Frame frame) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame.body()));
        return new LoadRequest(
                in.readUTF(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readUTF(),
                GenerateRequest.readText(in),
                in.readUTF());
    }
}
