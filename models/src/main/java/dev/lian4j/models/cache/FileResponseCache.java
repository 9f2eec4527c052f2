package dev.lian4j.models.cache;

import dev.lian4j.core.Run;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.chat.ChatJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps replies in a file of JSON Lines, which is only ever added to; LangChain's {@code SQLiteCache} without a database.
 * Requests are kept as digests only, replies as they came. A process that is killed loses at most the reply that it was
 * writing; several processes may use one file. A damaged line is told in the log and passed over. Beside the file there
 * is an empty one with {@code .lock} after its name. Thread safe.
 */
public final class FileResponseCache implements ResponseCache {

    private static final Logger LOG = LoggerFactory.getLogger(FileResponseCache.class);

    private final LineStore lines;
    private final @Nullable Duration ttl;
    private final InstantSource clock;

    private FileResponseCache(Builder builder) {
        this.lines = new LineStore(builder.path, builder.maxReplies);
        this.ttl = builder.ttl;
        this.clock = builder.clock;
    }

    /** Keeps replies of any age in this file, at most 100,000; the file need not be there yet. */
    public static FileResponseCache of(Path path) {
        return builder(path).build();
    }

    /** Keeps replies in this file; bounds may be set. */
    public static Builder builder(Path path) {
        return new Builder(path);
    }

    @Override
    public Optional<ChatResponse> find(CacheKey key, Run run) {
        long notBefore = ttl == null ? Long.MIN_VALUE : clock.millis() - ttl.toMillis();
        return lines.get(key.digest(), notBefore).flatMap(FileResponseCache::reply);
    }

    private static Optional<ChatResponse> reply(Line line) {
        try {
            return Optional.of(ChatJson.responseFrom(line.value()));
        } catch (IllegalArgumentException e) {
            LOG.warn("The reply kept under {} is damaged and is passed over: {}", line.key(), e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void store(CacheKey key, ChatResponse response, Run run) {
        lines.put(new Line(key.digest(), clock.millis(), ChatJson.toMap(response)));
    }

    /** Sets bounds. Not thread safe. */
    public static final class Builder {
        private final Path path;
        private int maxReplies = 100_000;
        private @Nullable Duration ttl;
        private InstantSource clock = InstantSource.system();

        private Builder(Path path) {
            this.path = path;
        }

        /** How many replies may be kept; the oldest go first. Default: 100,000. */
        public Builder maxReplies(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("maxReplies must be at least 1, was " + count);
            }
            this.maxReplies = count;
            return this;
        }

        /** How old a reply may be. Default: any age. */
        public Builder ttl(Duration age) {
            if (age.isNegative() || age.isZero()) {
                throw new IllegalArgumentException("ttl must be positive, was " + age);
            }
            this.ttl = age;
            return this;
        }

        /** Tells the time; replaced in tests. */
        public Builder clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        /** The cache. The file is made when the first reply is kept. */
        public FileResponseCache build() {
            return new FileResponseCache(this);
        }
    }
}
