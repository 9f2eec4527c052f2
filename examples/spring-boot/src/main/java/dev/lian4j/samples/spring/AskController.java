package dev.lian4j.samples.spring;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.dataconnection.chain.CitedAnswer;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What the service answers. */
@RestController
class AskController {

    private final VectorStore store;
    private final ObjectProvider<Chain<String, CitedAnswer>> answers;

    AskController(VectorStore store, ObjectProvider<Chain<String, CitedAnswer>> answers) {
        this.store = store;
        this.answers = answers;
    }

    /** The best passages. */
    @GetMapping("/search")
    List<String> search(@RequestParam String question) {
        return store.similaritySearch(question, 2).stream().map(Document::text).toList();
    }

    /** An answer by a model, with its citations. */
    @GetMapping("/ask")
    CitedAnswer ask(@RequestParam String question) {
        Chain<String, CitedAnswer> chain = answers.getIfAvailable();
        if (chain == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "Set OPENAI_API_KEY to ask a model");
        }
        return chain.invoke(question);
    }
}
