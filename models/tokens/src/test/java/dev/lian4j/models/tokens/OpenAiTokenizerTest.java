package dev.lian4j.models.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.message.Message;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiTokenizerTest {

    private static final OpenAiTokenizer NEWEST = OpenAiTokenizer.forModel("gpt-4o");

    @Test
    void cutsAsTiktokenDoes() {
        OpenAiTokenizer older = OpenAiTokenizer.of(Encoding.CL100K_BASE);

        assertThat(older.encode("hello world")).containsExactly(15339, 1917);
        assertThat(older.encode("tiktoken is great!")).containsExactly(83, 1609, 5963, 374, 2294, 0);
        assertThat(NEWEST.encode("hello world")).containsExactly(24912, 2375);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, O200K_BASE",
        "gpt-4o-mini-2024-07-18, O200K_BASE",
        "GPT-4.1-nano, O200K_BASE",
        "gpt-5, O200K_BASE",
        "o1, O200K_BASE",
        "o3-mini, O200K_BASE",
        "gpt-4, CL100K_BASE",
        "gpt-4-turbo, CL100K_BASE",
        "gpt-3.5-turbo-0125, CL100K_BASE",
        "text-embedding-3-small, CL100K_BASE",
        "text-davinci-003, P50K_BASE",
        "davinci, R50K_BASE"
    })
    void knowsTheEncodingOfModels(String model, Encoding encoding) {
        assertThat(OpenAiTokenizer.forModel(model).encoding()).isEqualTo(encoding);
    }

    @Test
    void saysWhatToDoAboutModelsOfOthers() {
        assertThatThrownBy(() -> OpenAiTokenizer.forModel("qwen-max"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("qwen-max")
                .hasMessageContaining("OpenAiTokenizer.of");
    }

    @ParameterizedTest
    @EnumSource
    void givesBackTheText(Encoding encoding) {
        OpenAiTokenizer tokenizer = OpenAiTokenizer.of(encoding);
        String text = "大语言模型 learns 模式, 𠮷野家 👩‍👩‍👧 naïve\r\n\t";

        assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
        assertThat(tokenizer.count(text)).isEqualTo(tokenizer.encode(text).length);
    }

    @Test
    void takesSpecialTokensForText() {
        String text = "<|endoftext|><|im_start|>system";

        assertThat(NEWEST.count(text)).isGreaterThan(5);
        assertThat(NEWEST.decode(NEWEST.encode(text))).isEqualTo(text);
    }

    @Test
    void showsACharacterThatIsCutAsAReplacement() {
        int[] tokens = OpenAiTokenizer.of(Encoding.R50K_BASE).encode("𠮷");

        assertThat(OpenAiTokenizer.of(Encoding.R50K_BASE).decode(Arrays.copyOf(tokens, 1)))
                .isEqualTo("\uFFFD");
    }

    @Test
    void refusesNumbersThatAreNoTokens() {
        assertThatThrownBy(() -> NEWEST.decode(new int[] {Integer.MAX_VALUE}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsConversations() {
        int text = NEWEST.count("你好");

        assertThat(NEWEST.count(List.of(Message.user("你好")))).isGreaterThan(text);
        assertThat(NEWEST.count("")).isZero();
    }

    @Test
    void readsALongWordInReasonableTime() {
        assertThat(NEWEST.count("好".repeat(200_000))).isPositive();
    }

    @Property(tries = 200)
    void neverLosesText(@ForAll @StringLength(max = 50) String text) {
        String whole = new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(NEWEST.decode(NEWEST.encode(text))).isEqualTo(whole);
    }
}
