package dev.lian4j.models.cache;

import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.models.chat.ChatJson;
import dev.lian4j.models.chat.JsonMaps;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a reply is kept under: the model and the whole request.
 *
 * @param model the model with its own parameters, by a name of the caller's choice
 * @param request all messages, images included, and all parameters
 */
public record CacheKey(String model, ChatRequest request) {

    /**
     * SHA-256 of model and request, in hexadecimal; the same in every JVM.
     *
     * @throws IllegalArgumentException if the request has an extra field that is not a plain value
     */
    public String digest() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", model);
        map.put("request", ChatJson.toMap(request));
        return sha256(JsonMaps.write(map));
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
