package dev.lian4j.dataconnection.load;

import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of folders, in the order of their names, found as they are asked for. Follows no link below a root. */
final class FileWalk {

    private final Deque<Level> levels = new ArrayDeque<>();
    private final boolean recursive;
    private final PathMatcher filter;
    private final Consumer<LoadProblem> onSkipped;

    FileWalk(List<Path> roots, boolean recursive, PathMatcher filter, Consumer<LoadProblem> onSkipped) {
        this.recursive = recursive;
        this.filter = filter;
        this.onSkipped = onSkipped;
        levels.push(new Level(null, roots.iterator()));
    }

    /**
     * The next file or unreadable folder, or null at the end.
     */
    @Nullable
    Found next() {
        while (!levels.isEmpty()) {
            Level level = levels.element();
            if (!level.entries().hasNext()) {
                levels.pop();
                continue;
            }
            Found found = visit(level.root(), level.entries().next());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Found visit(@Nullable Path root, Path path) {
        boolean named = root == null;
        if (!named && isHidden(path)) {
            return null;
        }
        if (!named && Files.isSymbolicLink(path)) {
            onSkipped.accept(new LoadProblem(path, "is a symbolic link; links below the root are not followed"));
            return null;
        }
        if (Files.isDirectory(path)) {
            return named || recursive ? enter(named ? path : root, path, named) : null;
        }
        return named || matches(root, path) ? new Found(path, named, null) : null;
    }

    private boolean matches(Path root, Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && filter.matches(root.relativize(path));
    }

    private @Nullable Found enter(Path root, Path folder, boolean named) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> sorted =
                    entries.sorted(Comparator.comparing(FileWalk::name)).toList();
            levels.push(new Level(root, sorted.iterator()));
            return null;
        } catch (IOException e) {
            return new Found(folder, named, FileFault.of(folder, e));
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static boolean isHidden(Path path) {
        return name(path).startsWith(".");
    }

    /** The entries of a folder that are still to be visited; the first level are the roots and has itself none. */
    private record Level(@Nullable Path root, Iterator<Path> entries) {}

    /**
     * A file.
     *
     * @param named whether it was named as a root
     * @param fault why it cannot be read, where that is known
     */
    record Found(Path path, boolean named, @Nullable DocumentLoadException fault) {}
}
