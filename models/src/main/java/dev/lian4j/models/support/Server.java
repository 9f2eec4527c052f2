package dev.lian4j.models.support;

import java.util.List;

/**
 * Where a provider is reached unless the user says otherwise.
 *
 * @param name the provider, for messages
 * @param url the address that paths are appended to
 * @param urlVariables settings that replace the address, the first that is there
 * @param keyVariables settings that hold the key, the first that is there
 * @param keyHeader the header that carries the key; {@code Authorization} carries it as a bearer token
 * @param keyNeeded whether calls to this address are in vain without a key
 */
public record Server(
        String name,
        String url,
        List<String> urlVariables,
        List<String> keyVariables,
        String keyHeader,
        boolean keyNeeded) {

    /** The header of bearer tokens. */
    public static final String BEARER = "Authorization";

    /** Copies the lists. */
    public Server {
        urlVariables = List.copyOf(urlVariables);
        keyVariables = List.copyOf(keyVariables);
    }

    /** The value of the key's header. */
    String keyValue(String key) {
        return keyHeader.equals(BEARER) ? "Bearer " + key : key;
    }
}
