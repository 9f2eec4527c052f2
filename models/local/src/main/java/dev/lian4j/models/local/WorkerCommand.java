package dev.lian4j.models.local;

import de.kherud.llama.LlamaModel;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.models.local.worker.WorkerMain;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the process of the native library is started: the same Java, our classes and the binding's, nothing else. */
final class WorkerCommand {

    /** Keys and other secrets of the environment are not handed on. */
    private static final Set<String> ENVIRONMENT = Set.of(
            "LD_LIBRARY_PATH",
            "DYLD_LIBRARY_PATH",
            "HOME",
            "USERPROFILE",
            "TMPDIR",
            "TEMP",
            "TMP",
            "SYSTEMROOT",
            "WINDIR",
            "LANG",
            "LC_ALL",
            "LC_CTYPE");

    private WorkerCommand() {}

    /** Starts the process; its library is unpacked into the directory. */
    static Process start(Path directory) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(directory)).directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "");
        environment.keySet().removeIf(name -> !handedOn(name));
        // llama.cpp looks for a debugger by PATH when it aborts, and waits for it. On Windows libraries are found by
        // it.
        environment.put("PATH", windows() ? path : directory.toString());
        return builder.start();
    }

    private static boolean handedOn(String name) {
        String upper = name.toUpperCase(java.util.Locale.ROOT);
        return ENVIRONMENT.contains(upper) || upper.startsWith("CUDA_") || upper.startsWith("GGML_");
    }

    private static List<String> command(Path directory) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", windows() ? "java.exe" : "java")
                .toString());
        command.addAll(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:ErrorFile=" + directory.resolve("fault.log"),
                "-Dfile.encoding=UTF-8",
                // The binding deletes whatever starts with "llama" in this directory, so it gets one of its own.
                "-Dde.kherud.llama.tmpdir=" + directory));
        for (String name : List.of("de.kherud.llama.lib.path", "de.kherud.llama.osinfo.architecture")) {
            String value = System.getProperty(name);
            if (value != null) {
                command.add("-D" + name + "=" + value);
            }
        }
        command.addAll(List.of("-cp", classPath(), WorkerMain.class.getName()));
        return command;
    }

    private static String classPath() {
        return place(WorkerMain.class) + File.pathSeparator + place(LlamaModel.class);
    }

    private static Path place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            if (source != null && "file".equals(source.getLocation().getProtocol())) {
                return Path.of(source.getLocation().toURI());
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw new ModelException("Cannot start the process of llama.cpp: the classes of " + type.getName()
                + " are not in a jar or directory of their own. Put the jars on the class path unpacked");
    }

    static boolean windows() {
        return File.separatorChar == '\\';
    }

    /** Deletes the directory and the files in it, as far as that can be done. */
    static void delete(Path directory) {
        File[] files = directory.toFile().listFiles();
        for (File file : files == null ? new File[0] : files) {
            deleteQuietly(file.toPath());
        }
        deleteQuietly(directory);
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // A library that is still in use on Windows; it lies among the temporary files.
        }
    }
}
