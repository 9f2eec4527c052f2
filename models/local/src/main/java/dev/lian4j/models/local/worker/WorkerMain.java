package dev.lian4j.models.local.worker;

import de.kherud.llama.LlamaModel;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The process of the native library: reads calls from its input, does one after the other, writes answers to its
 * output. Ends when its input ends, so it does not outlive who started it.
 *
 * <p>A process of its own, because the binding (4.2.0) keeps a model's memory until the process ends, starts a thread
 * that keeps a JVM from ending, and because a fault in native code ends the process that it happens in.
 */
public final class WorkerMain {

    private final DataOutputStream out;
    private final BlockingQueue<Frame> calls = new LinkedBlockingQueue<>();
    private volatile int cancelledUpTo = -1;
    private @Nullable Engine engine;

    private WorkerMain(DataOutputStream out) {
        this.out = out;
    }

    /** Serves until the input ends. */
    public static void main(String[] args) {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // The binding's loader prints; that must not get between the frames.
        System.setOut(System.err);
        WorkerMain worker = new WorkerMain(out);
        Thread doing = new Thread(worker::doCalls, "llama");
        doing.setDaemon(true);
        doing.start();
        worker.readCalls(new DataInputStream(System.in));
        deleteTemporaryFiles();
        // Not exit: the binding's thread never ends, and must not run while the library's objects are taken down.
        Runtime.getRuntime().halt(0);
    }

    private void readCalls(DataInputStream in) {
        try {
            while (true) {
                Frame frame = Frame.read(in);
                if (frame.kind() == Kind.CANCEL) {
                    cancelledUpTo = Math.max(cancelledUpTo, frame.call());
                } else {
                    calls.add(frame);
                }
            }
        } catch (IOException e) {
            // The other side is gone.
        }
    }

    private void doCalls() {
        try {
            while (true) {
                Frame call = calls.take();
                if (call.call() > cancelledUpTo) {
                    answer(call);
                }
            }
        } catch (InterruptedException | IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private void answer(Frame call) throws IOException {
        Frame answer;
        try {
            answer = doCall(call);
        } catch (RuntimeException | LinkageError e) {
            answer = Frame.of(call.call(), Kind.FAILED, String.valueOf(e.getMessage()));
        }
        answer.write(out);
    }

    private Frame doCall(Frame call) throws IOException {
        int number = call.call();
        return switch (call.kind()) {
            case LOAD -> {
                engine = Engine.load(LoadRequest.of(call));
                yield Frame.of(number, Kind.READY, "");
            }
            case COUNT -> Frame.of(number, Kind.NUMBER, Integer.toString(loaded().count(call.text())));
            case RENDER -> Frame.of(number, Kind.TEXT, loaded().render(call.text()));
            case EMBED -> Frame.of(number, loaded().embed(call.text()));
            case GRAMMAR -> Frame.of(number, Kind.TEXT, LlamaModel.jsonSchemaToGrammar(call.text()));
            case GENERATE -> generate(call);
            default -> throw new IllegalStateException("Not a call: " + call.kind());
        };
    }

    private Frame generate(Frame call) throws IOException {
        int number = call.call();
        loaded().generate(GenerateRequest.of(call), () -> number <= cancelledUpTo, text -> write(number, text));
        return Frame.of(number, Kind.DONE, "");
    }

    private void write(int number, String text) {
        try {
            Frame.of(number, Kind.PIECE, text).write(out);
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private Engine loaded() {
        if (engine == null) {
            throw new IllegalStateException("No model is loaded");
        }
        return engine;
    }

    /** Where the starter cannot do it, being gone. A library that is in use cannot be deleted on Windows. */
    private static void deleteTemporaryFiles() {
        String own = System.getProperty("de.kherud.llama.tmpdir");
        File directory = own == null ? null : new File(own);
        File[] files = directory == null ? null : directory.listFiles();
        if (directory != null && files != null) {
            for (File file : files) {
                var unused = file.delete();
            }
            var unused = directory.delete();
        }
    }
}
