package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.error.DocumentLoadException;
import java.net.URL;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a resource on the class path by the loader for its type ({@link FileTypes}), with {@code classpath:} and its name as
 * {@code source}. At most 64 MiB. Immutable.
 */
public final class ClasspathLoader implements DocumentLoader {

    private static final Logger LOG = LoggerFactory.getLogger(ClasspathLoader.class);

    private final ClassLoader loader;
    private final String name;

    private ClasspathLoader(ClassLoader loader, String name) {
        this.loader = loader;
        this.name = name.startsWith("/") ? name.substring(1) : name;
    }

    /** A loader of a resource that the thread's class loader finds, such as {@code docs/guide.md}. */
    public static ClasspathLoader of(String name) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return of(context == null ? ClasspathLoader.class.getClassLoader() : context, name);
    }

    /** A loader of a resource that this class loader finds. */
    public static ClasspathLoader of(ClassLoader loader, String name) {
        return new ClasspathLoader(loader, name);
    }

    /**
     * The documents of the resource, read as they are pulled.
     *
     * @throws DocumentLoadException when pulled, if there is no such resource, or no loader for its type, or it is bad
     */
    @Override
    public Stream<Document> load() {
        return DocumentStreams.lazily(this::documents);
    }

    private Stream<Document> documents() {
        String source = "classpath:" + name;
        URL found = loader.getResource(name);
        if (found == null) {
            throw new DocumentLoadException(source, "there is no such resource on the class path");
        }
        FileTypes types = FileTypes.builtIn();
        FileType type = types.of(name)
                .orElseThrow(
                        () -> new DocumentLoadException(source, "no loader for this type of file; known are " + types));
        return new SourceCopy(source, type, FileTypes.extension(name), TextFile.MAX_BYTES)
                .load(found::openStream, reason -> LOG.warn("Not loaded: {}: {}", source, reason));
    }
}
