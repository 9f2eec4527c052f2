package dev.lian4j.dataconnection.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lian4j.core.Run;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.dataconnection.LetterEmbeddings;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelfQueryRetrieverTest {

    private static final List<AttributeInfo> ATTRIBUTES = List.of(
            AttributeInfo.of("year", "the year it was made", AttributeInfo.Type.INTEGER),
            AttributeInfo.of("类型", "喜剧 or 科幻", AttributeInfo.Type.STRING),
            AttributeInfo.of("rating", "1 to 10", AttributeInfo.Type.FLOAT),
            AttributeInfo.of("dubbed", "whether it is dubbed", AttributeInfo.Type.BOOLEAN),
            AttributeInfo.of("shown", "its first day", AttributeInfo.Type.DATE),
            AttributeInfo.of("cast", "who plays", AttributeInfo.Type.STRING_LIST),
            AttributeInfo.of("odd key", "anything", AttributeInfo.Type.STRING));

    private final List<ChatRequest> asked = new ArrayList<>();
    private final InMemoryVectorStore films = InMemoryVectorStore.fromDocuments(
            List.of(
                    Document.of("aa old", Map.of("year", 1980, "类型", "科幻")),
                    Document.of("ab new", Map.of("year", 2021, "类型", "科幻")),
                    Document.of("abb new", Map.of("year", 2022, "类型", "喜剧"))),
            new LetterEmbeddings());

    private ChatModel answering(String... replies) {
        Queue<String> left = new ArrayDeque<>(List.of(replies));
        return (request, run) -> {
            asked.add(request);
            return ChatResponse.of(left.remove());
        };
    }

    private List<String> found(ChatModel model, String question) {
        return SelfQueryRetriever.of(model, films, "films", ATTRIBUTES).invoke(question).stream()
                .map(each -> each.document().text())
                .toList();
    }

    private static String filter(String text) {
        return "{\"query\": \"a\", \"filter\": \"" + text.replace("\"", "\\\"") + "\"}";
    }

    @Test
    void searchesAmongWhatTheFilterMeans() {
        assertThat(found(answering(filter("year > 2000 and `类型` = \"科幻\"")), "2000 年后的科幻片"))
                .containsExactly("ab new");
        assertThat(asked.get(0).text())
                .contains("The documents: films", "- 类型 (STRING): 喜剧 or 科幻", "- `odd key` (STRING)", "2000 年后的科幻片");
    }

    @Test
    void readsJsonBetweenOtherWords() {
        assertThat(found(
                        answering("Sure:\n```json\n{\"query\": \"a\", \"filter\": \"NO_FILTER\", \"limit\": 1}\n```"),
                        "one film"))
                .containsExactly("aa old");
    }

    @Test
    void withoutWordsTheQuestionItselfIsSearchedFor() {
        assertThat(found(answering("{\"query\": \"\", \"filter\": \"year < 2000\"}"), "aaa"))
                .containsExactly("aa old");
    }

    @Test
    void limitDoesNotGrowBeyondK() {
        SelfQueryRetriever two = SelfQueryRetriever.of(
                QueryConstructor.of(
                        answering("{\"query\": \"a\", \"filter\": \"\", \"limit\": 99}"), "films", ATTRIBUTES),
                films,
                2);

        assertThat(two.invoke("a")).hasSize(2);
    }

    @Test
    void wrongFilterIsGivenBackOnceWithItsFault() {
        assertThat(found(answering(filter("jahr > 2000"), filter("year > 2021")), "new ones"))
                .containsExactly("abb new");

        assertThat(asked).hasSize(2);
        assertThat(asked.get(1).messages()).hasSize(3);
        assertThat(asked.get(1).messages().get(1).text()).contains("jahr");
        assertThat(asked.get(1).messages().get(2).text()).contains("There is no attribute jahr", "year, 类型");
    }

    @Test
    void filterThatStaysWrongIsLeftOutWithTheWholeQuestionSearchedFor() {
        assertThat(found(answering(filter("year >"), "no idea"), "aaa"))
                .hasSize(3)
                .first()
                .isEqualTo("aa old");
        assertThat(asked.get(1).messages().get(2).text()).contains("Cannot read the filter at character");
    }

    @Test
    void filterThatIsNoTextIsGivenBackToo() {
        assertThat(found(
                        answering("{\"query\": \"a\", \"filter\": {\"year\": 1980}}", filter("year = 1980")),
                        "from 1980"))
                .containsExactly("aa old");
        assertThat(asked.get(1).messages().get(2).text()).contains("must be one text");
        assertThat(found(answering("{\"query\": \"a\", \"filter\": null, \"limit\": null}"), "any"))
                .hasSize(3);
    }

    @Test
    void strictConstructorThrowsWithWhatTheModelWrote() {
        QueryConstructor strict = QueryConstructor.builder(answering(filter("year = \"x\"")), "films", ATTRIBUTES)
                .repairs(0)
                .strict(true)
                .build();

        assertThatExceptionOfType(OutputParserException.class)
                .isThrownBy(() -> strict.invoke("?"))
                .withMessage("Attribute year is a INTEGER, so it cannot be compared so to the text 'x'")
                .satisfies(e -> assertThat(e.output()).isEqualTo(filter("year = \"x\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "year in (1990, 1991.5)",
                "not (dubbed = true or rating >= 7)",
                "shown >= \"2024-05-31\"",
                "cast contains \"Chow\" and cast = \"x\"",
                "exists rating",
                "`odd key` != 'x'",
                "类型 not in (\"喜剧\")",
                "year < 3 and year <= 3"
            })
    void fittingFiltersPass(String text) {
        assertThat(new FilterCheck(ATTRIBUTES).problem(Filter.parse(text))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "exists nothing | no attribute nothing",
                "dubbed > true | dubbed is a BOOLEAN",
                "shown > \"May\" | shown is a DATE",
                "rating contains \"x\" | rating is a FLOAT",
                "year = 1 or not year in (1, \"two\") | the text 'two'",
                "cast < \"a\" | cast is a STRING_LIST",
                "rating not in (\"x\") | rating is a FLOAT"
            })
    void filtersThatDoNotFitAreNamed(String text, String problem) {
        assertThat(new FilterCheck(ATTRIBUTES).problem(Filter.parse(text)))
                .get()
                .asString()
                .contains(problem);
    }

    @Test
    void filtersByIdAreNotTheModelsToWrite() {
        assertThat(new FilterCheck(ATTRIBUTES).problem(Filter.ids(List.of("1"))))
                .isPresent();
    }

    @Test
    void modelCannotWidenWhatMayBeSeen() {
        SelfQueryRetriever mine = SelfQueryRetriever.of(
                        answering(filter("year > 0"), filter("")), films, "films", ATTRIBUTES)
                .where(Filter.lt("year", 2000));

        assertThat(mine.invoke("all")).hasSize(1);
        assertThat(mine.invoke("all")).hasSize(1);
    }

    @Test
    void asksForJsonAsFarAsTheModelCan() {
        assertThat(formatFor(Set.of(ChatFeature.JSON_SCHEMA))).isInstanceOf(ResponseFormat.JsonSchema.class);
        assertThat(formatFor(Set.of(ChatFeature.JSON_OBJECT))).isInstanceOf(ResponseFormat.JsonObject.class);
        assertThat(formatFor(Set.of())).isNull();
    }

    private ResponseFormat formatFor(Set<ChatFeature> features) {
        ChatModel plain = answering(filter(""));
        ChatModel model = new ChatModel() {
            @Override
            public ChatResponse invoke(ChatRequest request, Run run) {
                return plain.invoke(request, run);
            }

            @Override
            public Set<ChatFeature> features() {
                return features;
            }
        };
        QueryConstructor.builder(model, "films", ATTRIBUTES)
                .prompt(SelfQueryPrompts.CHINESE)
                .build()
                .invoke("问");
        return asked.get(asked.size() - 1).parameters().responseFormat();
    }
}
