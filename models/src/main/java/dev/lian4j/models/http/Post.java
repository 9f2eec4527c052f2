package dev.lian4j.models.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request.
 *
 * @param path the path below the base address, such as {@code chat/completions}
 * @param body the JSON body
 * @param streamed whether the reply is asked for as events
 */
public record Post(String path, ObjectNode body, boolean streamed) {}
