package dev.lian4j.prompts;

import dev.lian4j.core.message.Content;
import java.util.List;
import java.util.Map;

/** A part of a user's message, with places for values. Made by {@link MessageTemplate#text} and {@link MessageTemplate#image}. */
public interface ContentTemplate {

    /** The places for values, in the order of their first use. */
    List<TemplateVariable> variables();

    /**
     * The part with the values in their places; values that are not used here are passed over.
     *
     * @throws dev.lian4j.core.error.TemplateException if a value is missing, or makes no such part
     */
    Content format(Map<String, ?> values);

    /**
     * A text.
     *
     * @param prompt the text
     */
    record Text(PromptTemplate prompt) implements ContentTemplate {

        /** The text. */
        public Text {
            prompt = prompt.allowingOtherValues();
        }

        @Override
        public List<TemplateVariable> variables() {
            return prompt.variables();
        }

        @Override
        public Content format(Map<String, ?> values) {
            return new Content.Text(prompt.format(values));
        }
    }

    /**
     * An image by its address: {@code https:} or {@code data:image/}, which is checked when a prompt is formatted. Nothing
     * is fetched, and no file is read.
     *
     * @param url the address; LangChain's {@code image_url}
     */
    record Image(PromptTemplate url) implements ContentTemplate {

        /** The address. */
        public Image {
            url = url.allowingOtherValues();
        }

        @Override
        public List<TemplateVariable> variables() {
            return url.variables();
        }

        @Override
        public Content format(Map<String, ?> values) {
            return new Content.Image(ImageAddress.of(url.format(values)));
        }
    }
}
