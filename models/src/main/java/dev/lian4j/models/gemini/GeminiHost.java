package dev.lian4j.models.gemini;

import dev.lian4j.models.support.Server;
import java.util.List;

/** Where Gemini is reached, and what its models' paths are. */
final class GeminiHost {

    static final Server SERVER = new Server(
            "Gemini",
            "https://generativelanguage.googleapis.com/v1beta",
            List.of("GOOGLE_GEMINI_BASE_URL"),
            List.of("GEMINI_API_KEY", "GOOGLE_API_KEY"),
            "x-goog-api-key",
            true);

    private GeminiHost() {}

    /** The variable is without the version, as in Google's own libraries. */
    static String address(String setting) {
        String plain = setting.replaceFirst("/+$", "");
        return plain.matches(".*/v\\d\\w*") ? plain : plain + "/v1beta";
    }

    /** A model's resource: {@code models/...}, unless it is named with its collection, as tuned models are. */
    static String resource(String model) {
        return model.contains("/") ? model : "models/" + model;
    }
}
