package dev.lian4j.models.chat;

import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.ReasoningEffort;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.core.model.TokenLogprob;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.core.model.ToolChoice;
import dev.lian4j.core.model.ToolSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Any request and any reply. */
public class ChatDomain extends DomainContextBase {

    private static final Arbitrary<String> NAMES =
            Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(12);

    private static final Arbitrary<String> TEXTS = Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(12),
            Arbitraries.of(
                    "",
                    " ",
                    "你好，世界",
                    "👨‍👩‍👧 🇨🇳",
                    "\u2028\r\n\t\0\"\\/",
                    "{\"@class\":\"x\"}",
                    "null",
                    "\ud83d",
                    "\udc00a"));

    /** Jackson does not read a name with half a surrogate pair back. */
    private static final Arbitrary<String> KEYS = Arbitraries.oneOf(NAMES, TEXTS)
            .filter(text -> text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));

    private static final Arbitrary<Object> PLAIN = Arbitraries.oneOf(
            TEXTS.map(text -> text),
            Arbitraries.integers().map(number -> number),
            Arbitraries.longs().greaterOrEqual(1L << 40).map(number -> number),
            Arbitraries.doubles().map(number -> number),
            Arbitraries.of(true, false).map(flag -> flag));

    private static Arbitrary<Map<String, Object>> maps() {
        Arbitrary<Object> values = Arbitraries.lazyOf(
                () -> PLAIN.injectNull(0.1),
                () -> PLAIN,
                () -> PLAIN.list().ofMaxSize(3).map(list -> list),
                () -> maps().map(map -> map));
        return Arbitraries.maps(KEYS, values).ofMaxSize(3).map(LinkedHashMap::new);
    }

    private static Arbitrary<Map<String, Object>> withoutNulls() {
        return Arbitraries.maps(KEYS, PLAIN).ofMaxSize(4);
    }

    private static Arbitrary<AiMessage> answers() {
        Arbitrary<ToolCall> calls = Combinators.combine(TEXTS, TEXTS, TEXTS).as(ToolCall::new);
        return Combinators.combine(TEXTS, calls.list().ofMaxSize(3), TEXTS, withoutNulls())
                .as(AiMessage::new);
    }

    private static Arbitrary<Message> messages() {
        Arbitrary<Content> parts = Arbitraries.oneOf(
                TEXTS.map(Content.Text::new),
                Arbitraries.bytes()
                        .array(byte[].class)
                        .ofMaxSize(20)
                        .map(bytes -> Content.Image.of(bytes, "image/png")));
        return Arbitraries.oneOf(
                TEXTS.map(Message::system),
                TEXTS.map(Message::user),
                parts.list().ofMinSize(1).ofMaxSize(3).map(UserMessage::new),
                answers().map(answer -> answer),
                Combinators.combine(TEXTS, TEXTS, Arbitraries.of(true, false)).as(ToolMessage::new));
    }

    private static Arbitrary<ChatParameters> parameters() {
        Arbitrary<ResponseFormat> formats = Arbitraries.oneOf(
                Arbitraries.of(new ResponseFormat.Text(), new ResponseFormat.JsonObject()),
                Combinators.combine(NAMES, maps(), Arbitraries.of(true, false)).as(ResponseFormat.JsonSchema::new));
        Arbitrary<ToolSpec> tools = Combinators.combine(NAMES, TEXTS, maps()).as(ToolSpec::new);
        Arbitrary<ToolChoice> choices = Arbitraries.oneOf(
                Arbitraries.of(new ToolChoice.Auto(), new ToolChoice.None(), new ToolChoice.Required()),
                NAMES.map(ToolChoice.Named::new));
        Arbitrary<ChatParameters> first = Combinators.combine(
                        TEXTS.injectNull(0.3),
                        Arbitraries.doubles().between(0, 2).injectNull(0.3),
                        Arbitraries.integers().between(1, 1000).injectNull(0.3),
                        TEXTS.list().ofMaxSize(2),
                        Arbitraries.integers().injectNull(0.3),
                        Arbitraries.doubles().between(-2, 2).injectNull(0.3),
                        Arbitraries.maps(NAMES, Arbitraries.doubles().between(-100, 100))
                                .ofMaxSize(3),
                        Arbitraries.integers().between(0, 20).injectNull(0.3))
                .as((model, temperature, max, stop, seed, penalty, bias, logprobs) -> new ChatParameters(
                        model,
                        temperature,
                        null,
                        max,
                        max,
                        stop,
                        seed,
                        penalty,
                        penalty,
                        bias,
                        max,
                        logprobs,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        model,
                        Map.of()));
        Arbitrary<ChatParameters> second = Combinators.combine(
                        formats.injectNull(0.3),
                        tools.list().ofMaxSize(2),
                        choices.injectNull(0.3),
                        Arbitraries.of(true, false).injectNull(0.3),
                        Arbitraries.of(ReasoningEffort.class).injectNull(0.3),
                        maps(),
                        Arbitraries.doubles().between(0, 1).injectNull(0.3))
                .as((format, tool, choice, parallel, effort, extra, topP) -> new ChatParameters(
                        null, null, topP, null, null, List.of(), null, null, null, Map.of(), null, null, format, tool,
                        choice, parallel, effort, null, extra));
        return Combinators.combine(first, second).as(ChatParameters::orElse);
    }

    @Provide
    public Arbitrary<ChatRequest> requests() {
        return Combinators.combine(messages().list().ofMinSize(1).ofMaxSize(4), parameters())
                .as(ChatRequest::new);
    }

    @Provide
    public Arbitrary<ChatResponse> replies() {
        Arbitrary<TokenLogprob> tokens = Combinators.combine(TEXTS, Arbitraries.doubles())
                .as((text, probability) -> new TokenLogprob(text, probability, List.of()));
        Arbitrary<TokenLogprob> places = Combinators.combine(
                        TEXTS, Arbitraries.doubles(), tokens.list().ofMaxSize(2))
                .as(TokenLogprob::new);
        Arbitrary<TokenUsage> usages = Combinators.combine(
                        Arbitraries.integers().greaterOrEqual(0),
                                Arbitraries.integers().greaterOrEqual(0),
                        Arbitraries.integers().greaterOrEqual(0),
                                Arbitraries.integers().greaterOrEqual(0))
                .as(TokenUsage::new);
        Arbitrary<ChatResponse> single = Combinators.combine(
                        answers(),
                        Arbitraries.of(FinishReason.class),
                        usages,
                        TEXTS,
                        places.list().ofMaxSize(3))
                .as((message, reason, usage, model, logprobs) ->
                        new ChatResponse(message, reason, usage, model, List.of(), logprobs));
        return Combinators.combine(single, single.list().ofMaxSize(2))
                .as((reply, others) -> new ChatResponse(
                        reply.message(), reply.finishReason(), reply.usage(), reply.model(), others, reply.logprobs()));
    }
}
