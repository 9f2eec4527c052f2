package dev.lian4j.core.route;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.TextResult;
import dev.lian4j.core.prompt.FormattedPrompt;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sends a text where a model says that it belongs. Immutable; safe for several threads, as far as the routes are.
 *
 * @param <O> what the routes give
 */
public final class LlmRouterChain<O> implements Chain<String, O> {

    /** The prompt in English: from {@code routes}, lines of name and description, and {@code input}. */
    public static final Chain<Map<String, Object>, ChatRequest> ENGLISH = prompt("""
            Which of these is the text for? Answer with one name of the list, or with NONE, and nothing else.

            %s

            Text: %s
            Name:""");

    /** The prompt in Chinese. */
    public static final Chain<Map<String, Object>, ChatRequest> CHINESE = prompt("""
            下面的文本应该交给哪一项?只回答列表中的一个名称,都不合适时回答 NONE,不要写其他内容。

            %s

            文本:%s
            名称:""");

    private final Chain<Map<String, Object>, ChatRequest> prompt;
    private final Chain<ChatRequest, ChatResponse> model;
    private final List<Route<O>> routes;
    private final Optional<Chain<? super String, ? extends O>> otherwise;

    private LlmRouterChain(
            Chain<Map<String, Object>, ChatRequest> prompt,
            Chain<ChatRequest, ChatResponse> model,
            List<Route<O>> routes,
            Optional<Chain<? super String, ? extends O>> otherwise) {
        this.prompt = prompt;
        this.model = model;
        this.routes = routes;
        this.otherwise = otherwise;
    }

    /** Routes by the English prompt. */
    public static <O> LlmRouterChain<O> of(ChatModel model, List<Route<O>> routes) {
        return of(model, routes, ENGLISH);
    }

    /**
     * Routes by this prompt.
     *
     * @throws IllegalArgumentException if there are no routes, or two have one name
     */
    public static <O> LlmRouterChain<O> of(
            ChatModel model, List<Route<O>> routes, Chain<Map<String, Object>, ChatRequest> prompt) {
        Routes.check(routes);
        return new LlmRouterChain<>(prompt, model, List.copyOf(routes), Optional.empty());
    }

    /** This with a chain for texts that belong nowhere. */
    public LlmRouterChain<O> otherwise(Chain<? super String, ? extends O> chain) {
        return new LlmRouterChain<>(prompt, model, routes, Optional.of(chain));
    }

    /**
     * Sends a text on.
     *
     * @throws OutputParserException if the model names none of the routes and there is no other chain
     */
    @Override
    public O invoke(String input, Run run) {
        String list = routes.stream()
                .map(route -> route.name() + ": " + String.join("; ", route.descriptions()))
                .collect(Collectors.joining("\n"));
        Map<String, Object> values = Map.of("routes", list, "input", input);
        String answer = run.muted().call(prompt.then(model).map(TextResult::text), values);
        Chain<? super String, ? extends O> chosen = meant(answer)
                .<Chain<? super String, ? extends O>>map(Route::chain)
                .or(() -> otherwise)
                .orElseThrow(() -> new OutputParserException(
                        "The model named none of the routes "
                                + routes.stream().map(Route::name).toList(),
                        answer));
        return run.call(chosen, input);
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return Stream.concat(Stream.of(model), Stream.concat(routes.stream().map(Route::chain), otherwise.stream()))
                .collect(Collectors.toUnmodifiableList());
    }

    /** The one that is named first; names are looked for as whole words, whatever their case. */
    private Optional<Route<O>> meant(String answer) {
        String text = " " + answer.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_-]+", " ") + " ";
        Optional<Route<O>> first = Optional.empty();
        int at = Integer.MAX_VALUE;
        for (Route<O> route : routes) {
            int found = text.indexOf(" " + route.name().toLowerCase(Locale.ROOT) + " ");
            if (found >= 0 && found < at) {
                at = found;
                first = Optional.of(route);
            }
        }
        return first;
    }

    private static Chain<Map<String, Object>, ChatRequest> prompt(String text) {
        return FormattedPrompt.of("RouterPrompt", text, "routes", "input");
    }

    @Override
    public boolean streams() {
        return Routes.stream(routes, otherwise);
    }
}
