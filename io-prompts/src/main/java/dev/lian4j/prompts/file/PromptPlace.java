package dev.lian4j.prompts.file;

import dev.lian4j.core.error.TemplateException;
import dev.lian4j.prompts.TemplateFiles;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a prompt file is, and what files led to it. It reaches files in its own folder and below, by plain relative names;
 * links are followed before that is checked.
 */
final class PromptPlace {

    private static final int DEEPEST = 10;
    // A drive, a scheme, a backslash, a home, a root: whatever some system takes for more than a name below here.
    private static final Pattern ELSEWHERE = Pattern.compile("[:\\\\\\p{Cntrl}]|^[/~]|(^|/)\\.\\.(/|$)");

    private final String name;
    private final @Nullable Path file;
    private final List<Path> opened;

    private PromptPlace(String name, @Nullable Path file, List<Path> opened) {
        this.name = name;
        this.file = file;
        this.opened = opened;
    }

    /** A file that the application names, wherever it is. */
    static PromptPlace of(Path file) {
        String name = "Prompt file " + file;
        try {
            Path real = file.toRealPath();
            return new PromptPlace(name, real, List.of(real));
        } catch (IOException e) {
            throw new TemplateException(name + " does not exist, or cannot be reached.");
        }
    }

    /** A place without a folder. */
    static PromptPlace nowhere(String name) {
        return new PromptPlace(name, null, List.of());
    }

    /** The place in words, for errors. */
    String name() {
        return name;
    }

    String text() {
        return TemplateFiles.read(real());
    }

    Path real() {
        if (file == null) {
            throw new TemplateException(name + " cannot name other files, being none itself.");
        }
        return file;
    }

    /** A file that this one names. */
    PromptPlace open(String relative, List<String> endings) {
        Path target = inside(relative);
        if (endings.stream().noneMatch(target.toString().toLowerCase(Locale.ROOT)::endsWith)) {
            throw refused(relative, "is not one of " + String.join(", ", endings));
        }
        if (opened.contains(target) || opened.size() > DEEPEST) {
            throw refused(relative, opened.contains(target) ? "leads back to itself" : "is named too deeply");
        }
        List<Path> path = new ArrayList<>(opened);
        path.add(target);
        return new PromptPlace("Prompt file " + target, target, List.copyOf(path));
    }

    private Path inside(String relative) {
        Path folder = real().resolveSibling("").normalize();
        if (relative.isBlank() || ELSEWHERE.matcher(relative).find()) {
            throw refused(relative, "is not a name within its own folder");
        }
        try {
            Path target = folder.resolve(relative).toRealPath();
            if (!target.startsWith(folder)) {
                throw refused(relative, "leads outside of its own folder");
            }
            return target;
        } catch (IOException | InvalidPathException e) {
            throw refused(relative, "does not exist in its folder");
        }
    }

    private TemplateException refused(String relative, String why) {
        return new TemplateException(name + " names a file '" + relative + "', which " + why + ".");
    }
}
