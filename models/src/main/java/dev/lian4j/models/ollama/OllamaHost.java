package dev.lian4j.models.ollama;

import dev.lian4j.models.support.Server;
import java.util.List;

/** Where Ollama is: {@code OLLAMA_HOST} as Ollama itself reads it, else this machine. */
final class OllamaHost {

    static final Server SERVER = new Server(
            "Ollama",
            "http://localhost:11434",
            List.of("OLLAMA_HOST"),
            List.of("OLLAMA_API_KEY"),
            Server.BEARER,
            false);

    private OllamaHost() {}

    /** The address that a host, with or without scheme and port, stands for. */
    static String address(String host) {
        String url = host.contains("://") ? host : "http://" + host;
        String reachable = url.replace("//0.0.0.0", "//127.0.0.1");
        boolean plain = reachable.matches("http://(\\[[^]]*]|[^:/]+)/?");
        return plain ? reachable.replaceFirst("/?$", "") + ":11434" : reachable;
    }
}
