package dev.lian4j.dataconnection.load.web;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.dataconnection.load.DocumentStreams;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads pages and files from the web, each by the loader for what the server says it is
 * ({@link dev.lian4j.dataconnection.load.FileTypes}), with its address as {@code source}. Asks robots.txt first, follows
 * redirects, fetches nothing that a page points to, and connects to public addresses only, unless {@link WebAccess} allows
 * more. Lazy: an address is fetched when its documents are pulled. Immutable.
 */
public final class UrlLoader implements DocumentLoader {

    private static final Logger LOG = LoggerFactory.getLogger(UrlLoader.class);

    private final List<String> addresses;
    private final WebAccess access;
    private final Consumer<DocumentLoadException> failed;

    private UrlLoader(List<String> addresses, WebAccess access, Consumer<DocumentLoadException> failed) {
        this.addresses = List.copyOf(addresses);
        this.access = access;
        this.failed = failed;
    }

    /** A loader of pages, which ends at the first that cannot be fetched. */
    public static UrlLoader of(String... addresses) {
        return of(WebAccess.ofDefaults(), addresses);
    }

    /** A loader of pages with an access of one's own. */
    public static UrlLoader of(WebAccess access, String... addresses) {
        return new UrlLoader(List.of(addresses), access, problem -> {
            throw problem;
        });
    }

    /** The same, but a page that cannot be fetched is told to the listener, and the others go on. */
    public UrlLoader onProblem(Consumer<DocumentLoadException> listener) {
        return new UrlLoader(addresses, access, listener);
    }

    /**
     * The documents of the pages, in the order of the addresses, fetched as they are pulled.
     *
     * @throws DocumentLoadException when pulled, if a page may not be fetched, cannot be, is too large, or is of a type
     *     without a loader
     * @throws dev.lian4j.core.error.CancelledException when pulled, if the thread is interrupted
     */
    @Override
    public Stream<Document> load() {
        return DocumentStreams.lazily(() -> {
            WebSession session = new WebSession(access);
            Iterator<String> each = addresses.iterator();
            return DocumentStreams.oneByOne(
                            each, address -> WebDocuments.of(session, access, address, this::tell), this::failed)
                    .onClose(session::close);
        });
    }

    private void tell(String problem) {
        LOG.warn("Not loaded: {}", problem);
    }

    private void failed(String address, RuntimeException fault) {
        failed.accept(WebDocuments.fault(address, fault));
    }
}
