package dev.lian4j.benchmarks.peers;

import dev.langchain4j.data.document.DocumentSplitter;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import dev.langchain4j.model.openai.OpenAiTokenCountEstimator;
import dev.lian4j.benchmarks.BriefCalls;
import dev.lian4j.core.document.Document;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import dev.lian4j.dataconnection.split.TokenTextSplitter;
import dev.lian4j.models.tokens.OpenAiTokenizer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.ai.transformer.splitter.TokenTextSplitter.Builder;

/** The plays, 1.1 MB, in chunks of 1,000 characters with 200 in common, and of 200 tokens with 20. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SplitPeers extends BriefCalls {

    private final String plays = Texts.plays();
    private final String line = plays.replace('\n', ' ');
    private final RecursiveCharacterTextSplitter ours = RecursiveCharacterTextSplitter.of(1_000, 200);
    private final TokenTextSplitter tokens = TokenTextSplitter.of(OpenAiTokenizer.forModel("gpt-4o"), 200, 20);
    private final DocumentSplitter langChain4j = DocumentSplitters.recursive(1_000, 200);
    private final DocumentSplitter langChain4jTokens =
            DocumentSplitters.recursive(200, 20, new OpenAiTokenCountEstimator("gpt-4o"));
    private final org.springframework.ai.transformer.splitter.TokenTextSplitter springAiTokens =
            springAi().withChunkSize(200).build();

    private static Builder springAi() {
        return org.springframework.ai.transformer.splitter.TokenTextSplitter.builder();
    }

    /** By characters. */
    @Benchmark
    public List<Document> lian4jCharacters() {
        return ours.splitDocuments(List.of(Document.of(plays)));
    }

    /** By characters. */
    @Benchmark
    public Object langChain4jCharacters() {
        return langChain4j.split(dev.langchain4j.data.document.Document.from(plays));
    }

    /** By characters, where all is one line. */
    @Benchmark
    public List<Document> lian4jLine() {
        return ours.splitDocuments(List.of(Document.of(line)));
    }

    /** By characters, where all is one line. */
    @Benchmark
    public Object langChain4jLine() {
        return langChain4j.split(dev.langchain4j.data.document.Document.from(line));
    }

    /** By tokens. */
    @Benchmark
    public List<Document> lian4jTokens() {
        return tokens.splitDocuments(List.of(Document.of(plays)));
    }

    /** By paragraphs, sentences and words, counted in tokens: it has no other. */
    @Benchmark
    public Object langChain4jTokens() {
        return langChain4jTokens.split(dev.langchain4j.data.document.Document.from(plays));
    }

    /** By tokens, with nothing in common: it has no such option. */
    @Benchmark
    public Object springAiTokens() {
        return springAiTokens.apply(List.of(new org.springframework.ai.document.Document(plays)));
    }
}
