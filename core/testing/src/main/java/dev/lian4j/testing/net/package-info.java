/**
 * Servers that break what they send at any byte; imports the JDK only.
 *
 * <pre>{@code
 * byte[] reply = Faults.bytes(RawServer.sseHead(), "data: {}\n\n");
 * try (RawServer server = RawServer.of(Faults.everyCut(reply))) {
 *     // the n-th request gets the first n bytes of the reply
 *     assertThatThrownBy(() -> client(server.url()).call()).isInstanceOf(IOException.class);
 * }
 * }</pre>
 */
@NullMarked
package dev.lian4j.testing.net;

import org.jspecify.annotations.NullMarked;
