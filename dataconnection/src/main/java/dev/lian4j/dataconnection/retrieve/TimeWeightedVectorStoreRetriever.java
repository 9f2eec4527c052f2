package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Run;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds what is near a question and was asked for lately: a document's score is the store's, plus {@code (1 - decayRate) ^
 * hours} since it was last given or added, plus the other scores that its metadata has. The newest documents compete even
 * where they are far from the question. When documents were last given is kept in memory; what the store brings along
 * without having been added here counts from the {@value #LAST_ACCESSED} in its metadata, or as old. Meant for stores
 * whose scores are from 0 to 1. Thread safe where the store is. Source: LangChain's, after Park et al., "Generative
 * Agents", 2023.
 */
public final class TimeWeightedVectorStoreRetriever implements Retriever {

    /** The metadata key of when a document was last given: an ISO-8601 instant as a String. */
    public static final String LAST_ACCESSED = "last_accessed_at";

    /** The metadata key of when a document was added: an ISO-8601 instant as a String. */
    public static final String CREATED = "created_at";

    private static final double MILLIS_AN_HOUR = Duration.ofHours(1).toMillis();

    private final VectorStore store;
    private final double decayRate;
    private final int k;
    private final int fetchK;
    private final List<String> otherScores;
    private final InstantSource clock;
    private final Map<String, Instant> accessed = new ConcurrentHashMap<>();
    private final Deque<Document> newest = new ArrayDeque<>();

    private TimeWeightedVectorStoreRetriever(Builder builder) {
        this.store = builder.store;
        this.decayRate = builder.decayRate;
        this.k = builder.k;
        this.fetchK = Math.max(builder.k, builder.fetchK);
        this.otherScores = builder.otherScores;
        this.clock = builder.clock;
    }

    /** A retriever with LangChain's defaults. */
    public static TimeWeightedVectorStoreRetriever of(VectorStore store) {
        return builder(store).build();
    }

    /** Nothing but the store set yet. */
    public static Builder builder(VectorStore store) {
        return new Builder(store);
    }

    /** Adds documents to the store, as given just now; gives their ids. */
    public List<String> addDocuments(List<Document> documents) {
        Instant now = clock.instant();
        List<Document> dated = documents.stream()
                .map(document -> document.with(CREATED, now.toString()).with(LAST_ACCESSED, now.toString()))
                .toList();
        List<String> ids = store.addDocuments(dated);
        for (int i = 0; i < ids.size(); i++) {
            accessed.put(ids.get(i), now);
            remember(dated.get(i).withId(ids.get(i)));
        }
        return ids;
    }

    private void remember(Document document) {
        synchronized (newest) {
            newest.addLast(document);
            if (newest.size() > k) {
                newest.removeFirst();
            }
        }
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return invoke(query);
    }

    @Override
    public List<ScoredDocument> invoke(String query, Run run) {
        Instant now = clock.instant();
        Map<String, ScoredDocument> candidates = new LinkedHashMap<>();
        for (ScoredDocument near : run.call(VectorStoreRetriever.of(store, fetchK), query)) {
            candidates.put(key(near.document()), scored(near.document(), near.score(), now));
        }
        for (Document recent : newest()) {
            candidates.putIfAbsent(key(recent), scored(recent, 0, now));
        }
        return candidates.values().stream()
                .sorted(Comparator.comparingDouble(ScoredDocument::score).reversed())
                .limit(k)
                .map(found -> given(found, now))
                .toList();
    }

    private List<Document> newest() {
        synchronized (newest) {
            return new ArrayList<>(newest);
        }
    }

    private static String key(Document document) {
        return document.id() == null ? document.text() : document.id();
    }

    private ScoredDocument scored(Document document, double nearness, Instant now) {
        double hours = Math.max(0, Duration.between(lastAccess(document), now).toMillis() / MILLIS_AN_HOUR);
        double others = otherScores.stream()
                .mapToDouble(name -> document.metadata().get(name) instanceof Number score ? score.doubleValue() : 0)
                .sum();
        return new ScoredDocument(document, nearness + Math.pow(1 - decayRate, hours) + others);
    }

    private Instant lastAccess(Document document) {
        Instant known = accessed.get(key(document));
        return known == null ? written(document.metadata().get(LAST_ACCESSED)) : known;
    }

    private static Instant written(Object value) {
        try {
            return Instant.parse(String.valueOf(value));
        } catch (DateTimeParseException notADate) {
            return Instant.EPOCH;
        }
    }

    private ScoredDocument given(ScoredDocument found, Instant now) {
        accessed.put(key(found.document()), now);
        return new ScoredDocument(found.document().with(LAST_ACCESSED, now.toString()), found.score());
    }

    /** Says how documents are weighed. Not thread safe. */
    public static final class Builder {
        private final VectorStore store;
        private double decayRate = 0.01;
        private int k = 4;
        private int fetchK = 100;
        private List<String> otherScores = List.of();
        private InstantSource clock = InstantSource.system();

        private Builder(VectorStore store) {
            this.store = store;
        }

        /** How much of the time's part fades in an hour: 0 never, 1 at once; 0.01 by default. */
        public Builder decayRate(double anHour) {
            if (!(anHour >= 0 && anHour <= 1)) {
                throw new IllegalArgumentException("decayRate must be between 0 and 1, was " + anHour);
            }
            this.decayRate = anHour;
            return this;
        }

        /** How many documents to give at most, and how many of the newest always compete; 4 by default. */
        public Builder k(int documents) {
            if (documents < 1) {
                throw new IllegalArgumentException("k must be at least 1, was " + documents);
            }
            this.k = documents;
            return this;
        }

        /** How many of the nearest compete, at least k; 100 by default. */
        public Builder fetchK(int documents) {
            this.fetchK = documents;
            return this;
        }

        /** The metadata keys of numbers that are added to the score, such as {@code importance}; none by default. */
        public Builder otherScores(String... keys) {
            this.otherScores = List.of(keys);
            return this;
        }

        /** Who tells the time; the system by default. */
        public Builder clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        /** The retriever. */
        public TimeWeightedVectorStoreRetriever build() {
            return new TimeWeightedVectorStoreRetriever(this);
        }
    }
}
