package dev.lian4j.dataconnection.load.web;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.dataconnection.load.FileType;
import dev.lian4j.dataconnection.load.SourceCopy;
import java.io.ByteArrayInputStream;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The documents in what a server gives. */
final class WebDocuments {

    private WebDocuments() {}

    static Stream<Document> of(WebSession session, WebAccess access, String address, Consumer<String> onProblem) {
        Reply reply = session.get(address);
        String source = Addresses.parse(address).toString();
        String extension = WebTypes.extension(reply);
        FileType type = access.types()
                .of("reply." + extension)
                .orElseThrow(() -> new DocumentLoadException(
                        source,
                        "no loader for what it is, '" + reply.contentType() + "'; known are " + access.types()));
        return copy(source, type, extension, reply, reason -> onProblem.accept(source + ": " + reason));
    }

    private static Stream<Document> copy(
            String source, FileType type, String extension, Reply reply, Consumer<String> onProblem) {
        byte[] bytes = WebTypes.bytes(reply);
        return new SourceCopy(source, type, extension, bytes.length)
                .load(() -> new ByteArrayInputStream(bytes), onProblem);
    }

    static DocumentLoadException fault(String address, RuntimeException fault) {
        return fault instanceof DocumentLoadException known
                ? known
                : new DocumentLoadException(
                        address.replaceFirst("//[^/@]*@", "//"), "cannot be loaded: " + fault, fault);
    }
}
