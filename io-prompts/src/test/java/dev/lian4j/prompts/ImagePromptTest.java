package dev.lian4j.prompts;

import static dev.lian4j.prompts.MessageTemplate.image;
import static dev.lian4j.prompts.MessageTemplate.system;
import static dev.lian4j.prompts.MessageTemplate.text;
import static dev.lian4j.prompts.MessageTemplate.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.UserMessage;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePromptTest {

    private static final ChatPromptTemplate CHAT =
            ChatPromptTemplate.of(system("You see."), user(text("{thing}里有什么？"), image("{url}")));

    @Test
    void putsImagesBesideTexts() {
        assertThat(CHAT.inputVariables()).containsExactly("thing", "url");
        assertThat(CHAT.formatMessages(Map.of("thing", "图", "url", "https://example.com/a.png?x=1")))
                .containsExactly(
                        Message.system("You see."),
                        UserMessage.of(
                                new Content.Text("图里有什么？"),
                                new Content.Image(URI.create("https://example.com/a.png?x=1"))));
    }

    @Test
    void takesImagesByTheirBytes() {
        Content.Image image = Content.Image.of(new byte[] {1, 2, 3}, "image/png");

        UserMessage message = (UserMessage)
                CHAT.formatMessages(Map.of("thing", "x", "url", image)).get(1);

        assertThat(message.contents().get(1)).isEqualTo(image);
    }

    @Test
    void takesLargeImages() {
        Content.Image image = Content.Image.of(new byte[5_000_000], "image/jpeg");

        assertThat(CHAT.formatMessages(Map.of("thing", "x", "url", image))).hasSize(2);
    }

    @Test
    void fillsPartsOfAnAddress() {
        MessageTemplate message = user(image("https://example.com/{name}.png"));

        assertThat(message.formatMessages(Map.of("name", "%E7%8C%AB")))
                .containsExactly(UserMessage.of(new Content.Image(URI.create("https://example.com/%E7%8C%AB.png"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/a.png",
                "file:///etc/passwd",
                "/etc/passwd",
                "C:\\secret.png",
                "ftp://example.com/a",
                "javascript:alert(1)",
                "data:text/html,<script>",
                "data:text/html;base64,AAAA",
                "https:///nohost",
                "https://user:pw@example.com/a.png",
                "https://example.com/a b.png",
                "https://example.com/\nX: y",
                ""
            })
    void refusesOtherAddresses(String url) {
        assertThatThrownBy(() -> CHAT.formatPrompt(Map.of("thing", "x", "url", url)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("https://");
    }

    @Test
    void showsNoWholeImageInAnError() {
        assertThatThrownBy(() ->
                        CHAT.formatPrompt(Map.of("thing", "x", "url", "data:audio/wav;base64," + "A".repeat(9_999))))
                .isInstanceOf(TemplateException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void needsAPart() {
        assertThatThrownBy(() -> user(new ContentTemplate[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
