package dev.lian4j.testing.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Which names and bytes have reached the disk. Folders do when they are made. Paths are real ones. */
final class Disk {

    /** A file by whatever name. */
    static final class Node {
        private Path at;
        private byte[] synced = new byte[0];

        private Node(Path at) {
            this.at = at;
        }
    }

    private final Path root;
    private final Map<Path, Node> names = new HashMap<>();
    private final Map<Path, Node> syncedNames = new HashMap<>();

    Disk(Path root) throws IOException {
        this.root = root;
        for (Path file : files()) {
            Node node = node(file);
            node.synced = Files.readAllBytes(file);
            syncedNames.put(file, node);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** The file of this name, which was just opened. */
    synchronized Node node(Path file) {
        return names.computeIfAbsent(file, Node::new);
    }

    synchronized void moved(Path from, Path to) {
        Node node = node(from);
        names.remove(from);
        node.at = to;
        names.put(to, node);
    }

    synchronized void deleted(Path file) {
        names.remove(file);
    }

    /** The names in a folder are on the disk from now on. */
    synchronized void forced(Path folder) {
        syncedNames.keySet().removeIf(file -> folder.equals(file.getParent()));
        names.forEach((file, node) -> {
            if (folder.equals(file.getParent())) {
                syncedNames.put(file, node);
            }
        });
    }

    /** The bytes of a file are on the disk from now on. */
    synchronized void forced(Node node) throws IOException {
        try {
            node.synced = Files.readAllBytes(node.at);
        } catch (NoSuchFileException e) {
            // It has no name any more, so nobody will ever see what it held.
            node.synced = new byte[0];
        }
    }

    /** Leaves what a power cut leaves. */
    synchronized void crash(Unsynced how) throws IOException {
        Map<Path, byte[]> left = new HashMap<>();
        for (Map.Entry<Path, Node> name : (how == Unsynced.LOST ? syncedNames : names).entrySet()) {
            left.put(name.getKey(), left(name, how));
        }
        for (Path file : files()) {
            Files.delete(file);
        }
        names.clear();
        syncedNames.clear();
        for (Map.Entry<Path, byte[]> file : left.entrySet()) {
            put(file.getKey(), file.getValue());
        }
    }

    private static byte[] left(Map.Entry<Path, Node> name, Unsynced how) throws IOException {
        byte[] synced = name.getValue().synced;
        return switch (how) {
            case LOST, CUT -> synced;
            case KEPT -> Files.readAllBytes(name.getKey());
            case ZEROED -> zeroed(Files.readAllBytes(name.getKey()), synced);
        };
    }

    private static byte[] zeroed(byte[] now, byte[] synced) {
        byte[] left = Arrays.copyOf(synced, now.length);
        for (int i = 0; i < left.length; i++) {
            left[i] = left[i] == now[i] ? now[i] : 0;
        }
        return left;
    }

    private void put(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent(), "a file has a folder"));
        Files.write(file, bytes);
        Node node = node(file);
        node.synced = bytes;
        syncedNames.put(file, node);
    }
}
