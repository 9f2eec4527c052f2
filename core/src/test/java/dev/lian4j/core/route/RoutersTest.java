package dev.lian4j.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Chain;
import dev.lian4j.core.error.ContentRefusedException;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutersTest {

    private static final List<Route<String>> ROUTES = List.of(
            Route.of("physics", Chain.of(text -> "physics: " + text), "questions about nature", "力学问题"),
            Route.of("数学", Chain.of(text -> "maths: " + text), "questions about numbers"));
    private static final Chain<String, String> OTHER = Chain.of(text -> "other: " + text);

    private final List<String> asked = new ArrayList<>();

    private ChatModel saying(String answer) {
        return (request, run) -> {
            request.messages().stream().map(Message::text).forEach(asked::add);
            return new ChatResponse(AiMessage.of(answer), FinishReason.STOP, TokenUsage.UNKNOWN, "m");
        };
    }

    @ParameterizedTest
    @CsvSource({
        "physics,physics: x",
        "'The name is: Physics.',physics: x",
        "**数学**,maths: x",
        "数学 rather than physics,maths: x",
        "NONE,other: x",
        "astrophysics,other: x"
    })
    void theModelNamesTheRoute(String answer, String result) {
        assertThat(LlmRouterChain.of(saying(answer), ROUTES).otherwise(OTHER).invoke("x"))
                .isEqualTo(result);
        assertThat(asked).singleElement().asString().contains("physics: questions about nature; 力学问题", "Text: x");
    }

    @Test
    void aNameThatIsNoneIsTold() {
        assertThatThrownBy(() -> LlmRouterChain.of(saying("cooking"), ROUTES, LlmRouterChain.CHINESE)
                        .invoke("x"))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("[physics, 数学]");
    }

    @Test
    void routesAreChecked() {
        assertThatThrownBy(() -> LlmRouterChain.of(saying(""), List.<Route<String>>of()))
                .hasMessageContaining("a route at least");
        assertThatThrownBy(() -> LlmRouterChain.of(saying(""), List.of(ROUTES.get(0), ROUTES.get(0))))
                .hasMessageContaining("'physics'");
        assertThatThrownBy(() -> Route.of("x", OTHER)).hasMessageContaining("description");
    }

    /** One axis a script. */
    private static final EmbeddingModel LETTERS = texts -> texts.stream()
            .map(text -> new float[] {
                1 + text.chars().filter(c -> c < 128).count(),
                1 + text.chars().filter(c -> c >= 128).count()
            })
            .toList();

    @ParameterizedTest
    @CsvSource({"abcdefgh,english", "你好世界你好世界,chinese", "abcd你好世界,other"})
    void meaningFindsTheRoute(String text, String result) {
        List<Route<String>> routes = List.of(
                Route.of("en", Chain.of(any -> "english"), "letters and more letters"),
                Route.of("zh", Chain.of(any -> "chinese"), "很多很多汉字很多很多汉字", "汉字"));

        assertThat(EmbeddingRouterChain.of(LETTERS, routes)
                        .otherwise(0.9, Chain.of(any -> "other"))
                        .invoke(text))
                .isEqualTo(result);
    }

    @Test
    void aFlaggedTextStopsWithoutBeingRepeated() {
        Chain<String, Moderation> judge = Chain.of(text -> new Moderation(text.contains("bad"), Map.of("insult", 0.9)));
        ModerationChain chain = ModerationChain.of(judge);

        assertThat(chain.invoke("good")).isEqualTo("good");
        assertThatThrownBy(() -> chain.invoke("bad words"))
                .isInstanceOf(ContentRefusedException.class)
                .hasMessageContaining("insult")
                .message()
                .doesNotContain("bad words");
        assertThat(chain.replacing("对不起,我不能回答。").invoke("bad")).isEqualTo("对不起,我不能回答。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"YES", "yes, it does", "I would rather say it is fine", ""})
    void aModelThatDoesNotClearlySayNoFlags(String answer) {
        ModerationChain chain = ModerationChain.of(saying(answer), "no insults");

        assertThatThrownBy(() -> chain.invoke("x")).isInstanceOf(ContentRefusedException.class);
    }

    @Test
    void aModelThatSaysNoLetsPass() {
        assertThat(ModerationChain.of(saying("No."), "no insults").invoke("你好")).isEqualTo("你好");
        assertThat(asked).singleElement().asString().contains("Rules: no insults", "你好");
    }
}
