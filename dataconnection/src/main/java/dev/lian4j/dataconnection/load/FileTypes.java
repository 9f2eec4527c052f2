package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.DocumentLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Which loader is for which type of file, by the extension of its name. Immutable. */
public final class FileTypes {

    private final TreeMap<String, FileType> types;

    private FileTypes(Map<String, FileType> types) {
        this.types = new TreeMap<>(types);
    }

    /**
     * All that are known: those of this module, and those of modules on the class path that bring some (PDF and Office files
     * with {@code dataconnection/pdf} and {@code dataconnection/office}).
     */
    public static FileTypes builtIn() {
        TreeMap<String, FileType> types = new TreeMap<>(BuiltInTypes.types());
        ServiceLoader.load(FileTypeProvider.class, FileTypes.class.getClassLoader())
                .forEach(provider -> types.putAll(provider.types()));
        return new FileTypes(types);
    }

    /** The same, but files of this extension (without the dot, in any case) are loaded so. */
    public FileTypes with(String extension, FileType type) {
        FileTypes more = new FileTypes(types);
        more.types.put(extension.toLowerCase(Locale.ROOT), type);
        return more;
    }

    /** The same, but files of this extension are loaded so. */
    public FileTypes with(String extension, Function<Path, ? extends DocumentLoader> loader) {
        return with(extension, FileType.of(loader));
    }

    /** The same, not knowing this extension. */
    public FileTypes without(String extension) {
        FileTypes fewer = new FileTypes(types);
        fewer.types.remove(extension.toLowerCase(Locale.ROOT));
        return fewer;
    }

    /** The type of the file of this name, if it is known. */
    public Optional<FileType> of(String fileName) {
        return Optional.ofNullable(types.get(extension(fileName)));
    }

    /** The extensions known, in order, in lower case. */
    public Set<String> extensions() {
        return Collections.unmodifiableSet(types.keySet());
    }

    /** What is behind the last dot, in lower case; the whole name where it has none, as in {@code Makefile}. */
    static String extension(String fileName) {
        String name = fileName.substring(fileName.lastIndexOf('/') + 1);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return String.join(", ", types.keySet());
    }
}
