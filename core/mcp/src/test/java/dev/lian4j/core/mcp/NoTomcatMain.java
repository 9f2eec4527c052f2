package dev.lian4j.core.mcp;

import dev.lian4j.core.error.ToolException;
import java.util.List;

/** Tries to serve over HTTP and prints what comes of it. */
public final class NoTomcatMain {

    private NoTomcatMain() {}

    /** Serves nothing. */
    public static void main(String[] args) {
        try (McpToolServer server = McpToolServer.http(List.of(), 0)) {
            System.out.println("serves " + server.uri());
        } catch (ToolException e) {
            System.out.println(e.getMessage());
        }
    }
}
