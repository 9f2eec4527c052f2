package dev.lian4j.core.mcp;

import java.time.Duration;
import java.util.function.Consumer;

/** How a server's tools become ours. */
record McpOptions(
        String prefix,
        Duration callTimeout,
        Duration startTimeout,
        int maxResult,
        boolean marked,
        Consumer<McpToolChange> onChange) {}
