package dev.lian4j.testing.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The worker itself: a file by line of its input, an answer by line of its output. */
public final class WorkerMain {

    private final FileHandler handler;
    private final List<String> typed;

    private WorkerMain(FileHandler handler, List<String> typed) {
        this.handler = handler;
        this.typed = typed;
    }

    /** The handler's class, then how the names of promised exceptions start. */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err); // what the code under test prints is no answer
        List<String> all = List.of(arguments);
        Class<? extends FileHandler> handler = Class.forName(all.get(0)).asSubclass(FileHandler.class);
        new WorkerMain(handler.getDeclaredConstructor().newInstance(), all.subList(1, all.size())).serve(answers);
    }

    private void serve(PrintStream answers) throws IOException {
        answers.println(WorkerLines.MARK + WorkerLines.READY);
        BufferedReader files = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = files.readLine(); line != null; line = files.readLine()) {
            answers.println(WorkerLines.MARK + answer(Path.of(URI.create(line))));
        }
    }

    // Whatever a file does to the code under test is to be told: errors are what this looks for.
    private String answer(Path file) {
        try {
            handler.handle(file);
            return WorkerLines.of(Outcome.OK, "");
        } catch (StackOverflowError e) {
            return WorkerLines.of(Outcome.STACK, told(e));
        } catch (OutOfMemoryError e) {
            return WorkerLines.of(Outcome.MEMORY, told(e));
        } catch (Throwable e) {
            return WorkerLines.of(isTyped(e) ? Outcome.TYPED : Outcome.UNTYPED, told(e));
        }
    }

    private boolean isTyped(Throwable e) {
        return typed.stream().anyMatch(e.getClass().getName()::startsWith);
    }

    private static String told(Throwable e) {
        StackTraceElement[] frames = e.getStackTrace();
        return e + (frames.length == 0 ? "" : " at " + frames[0]);
    }
}
