package dev.lian4j.finetune.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.error.ModelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Learns a byte-level BPE tokenizer from texts: from the 256 bytes on, the pair of tokens that stands side by side most
 * often becomes a token, within words as GPT-2 cuts them. No text is ever unknown to it. Source: Sennrich et al., "Neural
 * Machine Translation of Rare Words with Subword Units", 2016. Immutable.
 *
 * @param vocabularySize tokens in all; fewer where no pair is frequent enough
 * @param minFrequency how often a pair must stand side by side, at least 1
 * @param specialTokens tokens that no text is cut into; the first ends a text
 */
public record BpeTrainer(int vocabularySize, int minFrequency, List<String> specialTokens) {

    private static final Pattern WORD = Pattern.compile("'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+"
            + "| ?[^\\p{IsWhite_Space}\\p{L}\\p{N}]+|\\p{IsWhite_Space}+(?!\\P{IsWhite_Space})|\\p{IsWhite_Space}+");
    /** Scripts without spaces make words of any length, which are counted in parts. */
    private static final int LONGEST_WORD = 64;

    /** Checks the sizes. */
    public BpeTrainer {
        specialTokens = List.copyOf(specialTokens);
        if (specialTokens.isEmpty()) {
            throw new IllegalArgumentException("One special token at least is needed, to end a text");
        }
        if (vocabularySize < ByteAlphabet.SIZE + specialTokens.size()) {
            throw new IllegalArgumentException("vocabularySize must have room for 256 bytes and " + specialTokens.size()
                    + " special tokens, was " + vocabularySize);
        }
        if (minFrequency < 1) {
            throw new IllegalArgumentException("minFrequency must be at least 1, was " + minFrequency);
        }
    }

    /** Pairs twice at least; {@code <|endoftext|>} ends a text. */
    public static BpeTrainer of(int vocabularySize) {
        return new BpeTrainer(vocabularySize, 2, List.of("<|endoftext|>"));
    }

    /**
     * Learns from texts, such as the lines of a file with their ends.
     *
     * @throws ModelException if there is no text
     */
    public TextTokenizer train(Stream<String> texts) {
        Map<String, Long> words = new TreeMap<>();
        texts.forEach(text -> count(text, words));
        if (words.isEmpty()) {
            throw new ModelException("There is no text to learn tokens from");
        }
        PairMerges merges = new PairMerges(words);
        List<PairMerges.Merge> learned =
                merges.run(vocabularySize - ByteAlphabet.SIZE - specialTokens.size(), minFrequency);
        SpecialTokens special = new SpecialTokens("", Set.of(0), specialTokens);
        return TextTokenizer.ofJson(json(learned).toString(), special, "the tokenizer learned");
    }

    private static void count(String text, Map<String, Long> words) {
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            String word = matcher.group();
            int from = 0;
            while (from < word.length()) {
                int to = end(word, from);
                words.merge(word.substring(from, to), 1L, Long::sum);
                from = to;
            }
        }
    }

    /** Where a part ends; never within a character of two. */
    private static int end(String word, int from) {
        int end = Math.min(word.length(), from + LONGEST_WORD);
        return end < word.length() && Character.isLowSurrogate(word.charAt(end)) ? end + 1 : end;
    }

    private ObjectNode json(List<PairMerges.Merge> learned) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", "1.0").putNull("truncation");
        json.putNull("padding");
        ArrayNode added = json.putArray("added_tokens");
        for (int id = 0; id < specialTokens.size(); id++) {
            added.addObject()
                    .put("id", id)
                    .put("content", specialTokens.get(id))
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        json.putNull("normalizer");
        byteLevel(json.putObject("pre_tokenizer"));
        json.putNull("post_processor");
        byteLevel(json.putObject("decoder"));
        model(json.putObject("model"), learned);
        return json;
    }

    private static void byteLevel(ObjectNode json) {
        json.put("type", "ByteLevel").put("add_prefix_space", false);
        json.put("trim_offsets", true).put("use_regex", true);
    }

    private void model(ObjectNode json, List<PairMerges.Merge> learned) {
        json.put("type", "BPE").putNull("dropout");
        json.putNull("unk_token");
        json.putNull("continuing_subword_prefix");
        json.putNull("end_of_word_suffix");
        json.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
        ObjectNode vocabulary = json.putObject("vocab");
        specialTokens.forEach(token -> vocabulary.put(token, vocabulary.size()));
        List<String> texts = new ArrayList<>(ByteAlphabet.TEXTS);
        texts.forEach(token -> vocabulary.put(token, vocabulary.size()));
        ArrayNode merges = json.putArray("merges");
        for (PairMerges.Merge merge : learned) {
            String left = texts.get(merge.left());
            String right = texts.get(merge.right());
            texts.add(left + right);
            merges.addArray().add(left).add(right);
            // Two pairs may make the same text; it stays the token that it was first.
            if (!vocabulary.has(left + right)) {
                vocabulary.put(left + right, vocabulary.size());
            }
        }
    }

    /** The bytes of a word, as tokens of the alphabet. */
    static int[] bytes(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        int[] symbols = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            symbols[i] = ByteAlphabet.place(bytes[i]);
        }
        return symbols;
    }
}
