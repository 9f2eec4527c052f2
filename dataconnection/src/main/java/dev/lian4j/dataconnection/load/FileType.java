package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.DocumentLoader;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes the loaders of a type of file. */
@FunctionalInterface
public interface FileType {

    /** A loader of the file, which tells of parts that it had to pass over, such as a page or a member. */
    DocumentLoader loader(Path file, Consumer<LoadProblem> onProblem);

    /** A type whose files are loaded whole or not at all. */
    static FileType of(Function<Path, ? extends DocumentLoader> loader) {
        return (file, onProblem) -> loader.apply(file);
    }
}
