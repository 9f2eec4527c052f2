package dev.lian4j.models.cache;

import dev.lian4j.core.Run;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.EmbeddingModel;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the reply to a question that means the same: the last user message is compared by the cosine of its vector, all
 * else of the request (system message, history, images, parameters, model) must be equal. In memory; the oldest go first.
 * A threshold that is too low gives wrong answers: "open" and "closed" are near each other for most embedding models, so
 * measure with questions of your own before going below 0.95. Thread safe.
 */
public final class SemanticResponseCache implements ResponseCache {

    private static final int REMEMBERED_VECTORS = 256;

    private static final class Entry {
        private final String around;
        private final float[] vector;
        private final ChatResponse reply;

        Entry(String around, float[] vector, ChatResponse reply) {
            this.around = around;
            this.vector = vector;
            this.reply = reply;
        }
    }

    private final EmbeddingModel embedder;
    private final double threshold;
    private final int maxReplies;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Lru<float[]> vectors = new Lru<>(REMEMBERED_VECTORS, vector -> 1, null, InstantSource.system());

    private SemanticResponseCache(EmbeddingModel embedder, double threshold, int maxReplies) {
        this.embedder = embedder;
        this.threshold = threshold;
        this.maxReplies = maxReplies;
    }

    /**
     * Questions count as equal from this cosine on.
     *
     * @param threshold above 0, at most 1
     * @param maxReplies how many replies are kept; each lookup compares with all of them
     * @throws IllegalArgumentException if one is out of its range
     */
    public static SemanticResponseCache of(EmbeddingModel embedder, double threshold, int maxReplies) {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be above 0 and at most 1, was " + threshold);
        }
        if (maxReplies < 1) {
            throw new IllegalArgumentException("maxReplies must be at least 1, was " + maxReplies);
        }
        return new SemanticResponseCache(embedder, threshold, maxReplies);
    }

    /** The reply to the nearest question; none where the request has no user message with text. */
    @Override
    public Optional<ChatResponse> find(CacheKey key, Run run) {
        Question question = Question.of(key);
        return question == null ? Optional.empty() : nearest(question.around, vector(question.text, run));
    }

    @Override
    public void store(CacheKey key, ChatResponse response, Run run) {
        Question question = Question.of(key);
        if (question != null) {
            add(new Entry(question.around, vector(question.text, run), response));
        }
    }

    private synchronized void add(Entry entry) {
        entries.addLast(entry);
        if (entries.size() > maxReplies) {
            entries.removeFirst();
        }
    }

    private synchronized Optional<ChatResponse> nearest(String around, float[] vector) {
        Entry best = null;
        double highest = threshold;
        for (Entry entry : entries) {
            double cosine = entry.around.equals(around) ? cosine(entry.vector, vector) : -1;
            // Of equals the newest. A vector of zeros has no cosine and is like nothing.
            if (cosine >= highest) {
                best = entry;
                highest = cosine;
            }
        }
        return Optional.ofNullable(best).map(entry -> entry.reply);
    }

    /** Asked for by find and soon after by store. */
    private float[] vector(String text, Run run) {
        float[] known = vectors.get(text);
        if (known == null) {
            known = run.call(embedder, List.of(text)).get(0);
            vectors.put(text, known);
        }
        return known;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            dot += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        // Equal vectors must reach a threshold of 1, whatever the rounding.
        return Math.round(dot / Math.sqrt(aa * bb) * 1e6) / 1e6;
    }

    /** The text of the last user message, and a digest of all that is around it. */
    private record Question(String text, String around) {

        static @Nullable Question of(CacheKey key) {
            List<Message> messages = new ArrayList<>(key.request().messages());
            for (int i = messages.size() - 1; i >= 0; i--) {
                if (messages.get(i) instanceof UserMessage said) {
                    messages.set(i, withoutText(said));
                    ChatRequest around = new ChatRequest(messages, key.request().parameters());
                    String text = said.text();
                    return text.isBlank() ? null : new Question(text, new CacheKey(key.model(), around).digest());
                }
            }
            return null;
        }

        private static UserMessage withoutText(UserMessage said) {
            List<Content> left = new ArrayList<>(said.contents());
            left.replaceAll(part -> part instanceof Content.Text ? new Content.Text("") : part);
            return new UserMessage(left);
        }
    }
}
