package dev.lian4j.models.local;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.models.local.worker.Frame;
import dev.lian4j.models.local.worker.Kind;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A running process with one model in native code. Its frames are read by a thread of its own; who asks, waits for them
 * in an {@link Exchange}. One exchange at a time. Closing ends the process, and with it all that the model took.
 */
final class NativeProcess implements AutoCloseable {

    private static final int SECONDS_TO_END = 10;
    /** No call: the process is gone, or somebody wants the waiting one woken. */
    private static final int NOTICE = -1;

    private final String model;
    private final Path directory;
    private final Process process;
    private final DataOutputStream calls;
    private final Thread out;
    private final Thread err;
    private final Diagnostics diagnostics = new Diagnostics();
    private final BlockingQueue<Frame> inbox = new LinkedBlockingQueue<>();
    private volatile boolean closed;
    private volatile boolean broken;
    private int lastCall;

    private NativeProcess(String model, Path directory, Process process) {
        this.model = model;
        this.directory = directory;
        this.process = process;
        this.calls = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.out = daemon("lian4j-llama-out", this::readFrames);
        this.err = daemon("lian4j-llama-err", () -> diagnostics.drain(process.getErrorStream()));
    }

    /** Starts a process without a model. */
    static NativeProcess start(String model) {
        try {
            Path directory = Files.createTempDirectory("lian4j-llama");
            NativeProcess started = new NativeProcess(model, directory, WorkerCommand.start(directory));
            started.out.start();
            started.err.start();
            return started;
        } catch (IOException e) {
            throw new ModelException("Cannot start the process of llama.cpp", ModelException.Details.NONE, e);
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private void readFrames() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            while (true) {
                inbox.add(Frame.read(in));
            }
        } catch (IOException e) {
            // The process has ended, or printed something that is no frame: either way it cannot be talked to. It is
            // not
            // destroyed here, since that would take away what it told of the reason.
            broken = true;
        }
        inbox.add(Frame.of(NOTICE, Kind.FAILED, ""));
    }

    /** Where files for this process can be put; deleted with it. */
    Path directory() {
        return directory;
    }

    long id() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive() && !closed && !broken;
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    /** Begins a call; the caller sees to it that there is no other. */
    Exchange begin(FrameSource request) {
        // What a cancelled call left behind is passed over by its number; a notice of the end stays.
        Exchange exchange = new Exchange(++lastCall);
        try {
            send(request.frame(exchange.call));
        } catch (IOException e) {
            throw ended();
        }
        return exchange;
    }

    /** Begins a call that has one answer, and waits for it. */
    Frame ask(Run run, FrameSource request) {
        Exchange exchange = begin(request);
        try (Run.Registration ignored = run.onCancel(exchange::cancel)) {
            return exchange.next();
        }
    }

    private void send(Frame frame) throws IOException {
        synchronized (calls) {
            frame.write(calls);
        }
    }

    /** The error of a call whose process is gone. */
    private RuntimeException ended() {
        if (closed) {
            return new CancelledException("The model " + model + " was closed during the call");
        }
        return new ModelException("The process of llama.cpp with " + model + " ended with exit code " + exitCode()
                + diagnostics.suffix() + ". The call is lost; the next one starts the process again");
    }

    private String exitCode() {
        try {
            return process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)
                    ? Integer.toString(process.exitValue())
                    : "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    /** Lets the process end by itself, so that all comes that it printed, and tells what. */
    String endAndTell() {
        try {
            calls.close();
        } catch (IOException e) {
            // It has ended already.
        }
        exitCode();
        close();
        return diagnostics.suffix();
    }

    /** Ends the process and waits for that, so that its memory is free. Doing it twice does nothing. */
    @Override
    public void close() {
        closed = true;
        process.destroyForcibly();
        exitCode();
        WorkerCommand.delete(directory);
    }

    /** Makes the frame of a call. */
    @FunctionalInterface
    interface FrameSource {
        /** The frame with this number. */
        Frame frame(int call) throws IOException;
    }

    /** One call and its answers. */
    final class Exchange {
        private final int call;
        private volatile boolean cancelled;

        private Exchange(int call) {
            this.call = call;
        }

        /**
         * Waits for the next answer.
         *
         * @throws ModelException if the call failed, or the process is gone
         * @throws CancelledException if the thread is interrupted, this is cancelled, or the model closed
         */
        Frame next() {
            try {
                while (true) {
                    Frame frame = inbox.take();
                    if (cancelled) {
                        putBack(frame);
                        throw new CancelledException("The call of " + model + " was cancelled");
                    }
                    if (frame.call() == NOTICE && frame.kind() == Kind.FAILED) {
                        putBack(frame);
                        throw ended();
                    }
                    if (frame.call() == call) {
                        return checked(frame);
                    }
                }
            } catch (InterruptedException e) {
                cancel();
                throw CancelledException.interrupted("waiting for " + model);
            }
        }

        /** That the process is gone must be seen by the next call too. */
        private void putBack(Frame frame) {
            if (frame.call() == NOTICE && frame.kind() == Kind.FAILED) {
                inbox.add(frame);
            }
        }

        private Frame checked(Frame frame) {
            if (frame.kind() == Kind.FAILED) {
                throw new ModelException("llama.cpp cannot do this with " + model + ": " + frame.text());
            }
            return frame;
        }

        /** Ends the call, at once for who waits, and after the token under way for the process. From any thread. */
        void cancel() {
            cancelled = true;
            inbox.add(Frame.of(NOTICE, Kind.CANCEL, ""));
            try {
                send(Frame.of(call, Kind.CANCEL, ""));
            } catch (IOException e) {
                // The process is gone, and the call with it.
            }
        }
    }
}
