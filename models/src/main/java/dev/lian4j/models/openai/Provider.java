package dev.lian4j.models.openai;

import static dev.lian4j.core.model.ChatFeature.FREQUENCY_PENALTY;
import static dev.lian4j.core.model.ChatFeature.JSON_SCHEMA;
import static dev.lian4j.core.model.ChatFeature.LOGIT_BIAS;
import static dev.lian4j.core.model.ChatFeature.LOGPROBS;
import static dev.lian4j.core.model.ChatFeature.N;
import static dev.lian4j.core.model.ChatFeature.PARALLEL_TOOL_CALLS;
import static dev.lian4j.core.model.ChatFeature.PRESENCE_PENALTY;
import static dev.lian4j.core.model.ChatFeature.SEED;
import static dev.lian4j.core.model.ChatFeature.TOOL_CHOICE;
import static dev.lian4j.core.model.ChatFeature.TOP_K;
import static dev.lian4j.core.model.ChatFeature.USER;

import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.models.http.HttpConfig;
import dev.lian4j.models.support.Server;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Who serves models over OpenAI's protocol: where, with which key, and what differs. Each has a variable for its key
 * and one for another address, such as a regional one, in the environment or {@code .env}. What each lacks is by its
 * own documentation of 2026; a field that it has learnt since can be set by {@code extra}.
 */
@SuppressWarnings("ImmutableEnumChecker") // records of immutable parts, which the checker cannot see
public enum Provider {
    /** OpenAI itself: {@code OPENAI_API_KEY}, {@code OPENAI_BASE_URL}. */
    OPENAI(
            "OpenAI",
            "https://api.openai.com/v1",
            "OPENAI",
            Dialect.builder().lacking(TOP_K).maxTokensField("max_completion_tokens")),

    /**
     * OpenAI's models on Azure: {@code AZURE_OPENAI_API_KEY}, {@code AZURE_OPENAI_ENDPOINT} such as
     * {@code https://name.openai.azure.com}, and {@code OPENAI_API_VERSION}. The model's name is its deployment's.
     */
    AZURE(
            "Azure OpenAI",
            "https://openai.azure.com",
            "AZURE_OPENAI",
            Dialect.builder().lacking(TOP_K).maxTokensField("max_completion_tokens")),

    /** DeepSeek: {@code DEEPSEEK_API_KEY}, {@code DEEPSEEK_BASE_URL}. */
    DEEPSEEK(
            "DeepSeek",
            "https://api.deepseek.com",
            "DEEPSEEK",
            Dialect.builder()
                    .lacking(TOP_K, SEED, FREQUENCY_PENALTY, PRESENCE_PENALTY, LOGIT_BIAS, N, JSON_SCHEMA)
                    .lacking(PARALLEL_TOOL_CALLS, ChatFeature.IMAGES)
                    .userField("user_id")
                    .effort(Effort::thinkingAndField)
                    .returningReasoning()
                    .withoutEmbeddings()),

    /** Alibaba's Qwen models: {@code DASHSCOPE_API_KEY}, {@code DASHSCOPE_BASE_URL}. */
    DASHSCOPE(
            "DashScope",
            "https://dashscope.aliyuncs.com/compatible-mode/v1",
            "DASHSCOPE",
            Dialect.builder()
                    .lacking(FREQUENCY_PENALTY, LOGIT_BIAS, USER)
                    .toolChoices("auto", "none", "named")
                    .effort(Effort::enableThinking)
                    .embeddingBatch(10)),

    /** Moonshot's Kimi models: {@code MOONSHOT_API_KEY}, {@code MOONSHOT_BASE_URL}. */
    MOONSHOT(
            "Moonshot",
            "https://api.moonshot.cn/v1",
            "MOONSHOT",
            Dialect.builder()
                    .lacking(TOP_K, SEED, LOGIT_BIAS, LOGPROBS, JSON_SCHEMA, PARALLEL_TOOL_CALLS, USER)
                    .toolChoices("auto", "none")
                    .maxTokensField("max_completion_tokens")
                    .effort(Effort::thinking)
                    .returningReasoning()
                    .withoutEmbeddings()),

    /** Zhipu's GLM models: {@code ZHIPUAI_API_KEY}, {@code ZHIPUAI_BASE_URL}. */
    ZHIPU(
            "Zhipu",
            "https://open.bigmodel.cn/api/paas/v4",
            "ZHIPUAI",
            Dialect.builder()
                    .lacking(TOP_K, SEED, FREQUENCY_PENALTY, PRESENCE_PENALTY, LOGIT_BIAS, N, LOGPROBS, JSON_SCHEMA)
                    .lacking(PARALLEL_TOOL_CALLS)
                    .toolChoices("auto")
                    .withoutStreamOptions()
                    .userField("user_id")
                    .effort(Effort::thinking)
                    .embeddingBatch(64)),

    /** Mistral: {@code MISTRAL_API_KEY}, {@code MISTRAL_BASE_URL}. */
    MISTRAL(
            "Mistral",
            "https://api.mistral.ai/v1",
            "MISTRAL",
            Dialect.builder()
                    .lacking(TOP_K, LOGIT_BIAS, LOGPROBS, USER)
                    .seedField("random_seed")
                    .required("any")
                    .withoutStreamOptions()
                    .withShortIds()
                    .dimensionsField("output_dimension")),

    /** Groq: {@code GROQ_API_KEY}, {@code GROQ_BASE_URL}. */
    GROQ(
            "Groq",
            "https://api.groq.com/openai/v1",
            "GROQ",
            Dialect.builder()
                    .lacking(TOP_K, FREQUENCY_PENALTY, PRESENCE_PENALTY, LOGIT_BIAS, N, LOGPROBS)
                    .maxTokensField("max_completion_tokens")
                    .withoutEmbeddings()),

    /**
     * OpenRouter: {@code OPENROUTER_API_KEY}, {@code OPENROUTER_BASE_URL}. Only servers that know every parameter of a
     * request are asked, unless what is lacking may be dropped.
     */
    OPENROUTER(
            "OpenRouter",
            "https://openrouter.ai/api/v1",
            "OPENROUTER",
            Dialect.builder().lacking(N).requiringParameters()),

    /** A vLLM server, by default on this machine: {@code VLLM_API_KEY} where it wants one, {@code VLLM_BASE_URL}. */
    VLLM("vLLM", "http://localhost:8000/v1", "VLLM", Dialect.builder()),

    /**
     * Ollama's OpenAI protocol, by default on this machine: {@code OLLAMA_API_KEY}, {@code OLLAMA_BASE_URL}. The native
     * client {@code ChatOllama} can do more.
     */
    OLLAMA(
            "Ollama",
            "http://localhost:11434/v1",
            "OLLAMA",
            Dialect.builder().lacking(TOP_K, LOGIT_BIAS, N, TOOL_CHOICE, PARALLEL_TOOL_CALLS, USER)),

    /** llama.cpp's server, by default on this machine: {@code LLAMA_API_KEY}, {@code LLAMA_BASE_URL}. */
    LLAMA_SERVER(
            "llama-server",
            "http://localhost:8080/v1",
            "LLAMA",
            Dialect.builder()
                    .lacking(USER)
                    .toolChoices("auto", "none", "required")
                    .effort(Effort::templateArguments)),

    /** Any other server, taken to have everything: {@code OPENAI_API_KEY}, {@code OPENAI_BASE_URL}. */
    COMPATIBLE("The server", "http://localhost:8080/v1", "OPENAI", Dialect.builder());

    private final Server server;
    private final Dialect dialect;

    Provider(String title, String url, String prefix, Dialect.Builder dialect) {
        this.server = new Server(
                title,
                url,
                List.of(prefix + (prefix.startsWith("AZURE") ? "_ENDPOINT" : "_BASE_URL")),
                List.of(prefix + "_API_KEY"),
                prefix.startsWith("AZURE") ? "api-key" : Server.BEARER,
                url.startsWith("https:"));
        this.dialect = dialect.build();
    }

    /** What chat models of this provider can do. */
    public Set<ChatFeature> features() {
        return dialect.features();
    }

    /** The address that is called unless another is given. */
    public String baseUrl() {
        return server.url();
    }

    Server server() {
        return server;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Whose server the address is, by its host. */
    static Provider at(String url) {
        String host = HttpConfig.host(url);
        return Arrays.stream(values())
                .filter(provider -> provider.server.keyNeeded())
                .filter(provider -> isWithin(host, HttpConfig.host(provider.baseUrl())))
                .findFirst()
                .orElse(COMPATIBLE);
    }

    private static boolean isWithin(String host, String home) {
        return host.equals(home) || host.endsWith("." + home);
    }
}
