package dev.lian4j.models.http;

/**
 * One event of a server.
 *
 * @param name the event's type; empty where the server gives none
 * @param data the payload; several data lines are joined by line ends
 */
public record SseEvent(String name, String data) {}
