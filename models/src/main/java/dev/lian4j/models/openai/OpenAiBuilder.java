package dev.lian4j.models.openai;

import dev.lian4j.models.support.ServerBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and how to call a server: what the builders of all models of OpenAI's protocol share. Not thread safe.
 *
 * @param <B> the builder itself
 */
public abstract class OpenAiBuilder<B extends OpenAiBuilder<B>> extends ServerBuilder<B> {

    private static final String API_VERSION = "2024-10-21";
    private static final List<String> VERSION_VARIABLES = List.of("OPENAI_API_VERSION", "AZURE_OPENAI_API_VERSION");

    private final @Nullable Provider named;

    OpenAiBuilder(@Nullable Provider provider) {
        super((provider == null ? Provider.OPENAI : provider).server());
        this.named = provider;
    }

    /** The organization that the call is billed to. */
    public B organization(String id) {
        return header("OpenAI-Organization", id);
    }

    /** The provider that was named, else the one whose address it is. */
    final Provider provider() {
        return named != null ? named : Provider.at(url());
    }

    /** The way to the models. */
    final Endpoint endpoint() {
        boolean deployments = provider() == Provider.AZURE && !url().matches("[^/]+//[^/]+/openai(/.*)?");
        if (deployments) {
            if (url().equals(Provider.AZURE.baseUrl())) {
                throw new IllegalArgumentException("Azure has no address for all: set AZURE_OPENAI_ENDPOINT or"
                        + " baseUrl(...) to that of your resource, such as https://name.openai.azure.com");
            }
            defaultQueryParam("api-version", setting(VERSION_VARIABLES).orElse(API_VERSION));
        }
        return new Endpoint(transport(), provider(), deployments);
    }
}
