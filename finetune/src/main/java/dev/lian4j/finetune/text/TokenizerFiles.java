package dev.lian4j.finetune.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Writes a tokenizer as Hugging Face keeps it: the tokenizer itself, and which tokens begin and end texts. */
record TokenizerFiles(TextTokenizer tokenizer, Optional<String> chatTemplate) {

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("tokenizer.json"), tokenizer.toJson());
        Files.writeString(directory.resolve("tokenizer_config.json"), config().toPrettyString());
        Files.writeString(
                directory.resolve("generation_config.json"), generation().toPrettyString());
    }

    private ObjectNode config() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("tokenizer_class", "PreTrainedTokenizerFast");
        SpecialTokens special = tokenizer.specialTokens();
        if (!special.begin().isEmpty()) {
            json.put("bos_token", special.begin());
        }
        special.ends().stream()
                .findFirst()
                .ifPresent(end -> json.put("eos_token", tokenizer.decode(new int[] {end}, true)));
        chatTemplate.ifPresent(template -> json.put("chat_template", template));
        return json.put("clean_up_tokenization_spaces", false);
    }

    private ObjectNode generation() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        tokenizer.id(tokenizer.specialTokens().begin()).ifPresent(id -> json.put("bos_token_id", id));
        tokenizer.specialTokens().ends().forEach(json.putArray("eos_token_id")::add);
        return json;
    }
}
