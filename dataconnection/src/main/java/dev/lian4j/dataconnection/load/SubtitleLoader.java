package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.error.DocumentLoadException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads subtitles (SubRip {@code .srt}, WebVTT {@code .vtt}), a document a cue or a stretch of time, with {@code source},
 * {@code seq_num} (from 1), {@code start} and {@code end} in seconds (Double) and, where WebVTT names who speaks,
 * {@code speaker}. Marks of style are left out. Immutable.
 */
public final class SubtitleLoader implements DocumentLoader {

    private final TextFile file;
    private final @Nullable Duration stretch;

    private SubtitleLoader(Path file, @Nullable Duration stretch) {
        this.file = new TextFile(file, TextFile.MAX_BYTES);
        this.stretch = stretch;
    }

    /** A loader of each cue of a file of at most 64 MiB. The file is looked at only when loaded. */
    public static SubtitleLoader of(Path file) {
        return new SubtitleLoader(file, null);
    }

    /**
     * A loader of stretches: cues, a line each, as long as they end within so much time from the start of the first.
     *
     * @throws IllegalArgumentException if the time is not positive
     */
    public static SubtitleLoader of(Path file, Duration stretch) {
        if (stretch.isZero() || stretch.isNegative()) {
            throw new IllegalArgumentException("A stretch of subtitles must be longer than nothing, not " + stretch);
        }
        return new SubtitleLoader(file, stretch);
    }

    /**
     * The cues or stretches, in the order of the file.
     *
     * @throws DocumentLoadException when pulled, if the file cannot be read, has no cue, or a time that cannot be read; tells
     *     the line
     */
    @Override
    public Stream<Document> load() {
        return DocumentStreams.lazily(() -> {
            List<List<Cue>> groups = groups(CueReader.read(file));
            return IntStream.range(0, groups.size()).mapToObj(i -> document(groups.get(i), i + 1));
        });
    }

    private List<List<Cue>> groups(List<Cue> cues) {
        List<List<Cue>> groups = new ArrayList<>();
        for (Cue cue : cues) {
            if (groups.isEmpty() || !fits(cue, groups.get(groups.size() - 1))) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(cue);
        }
        return groups;
    }

    private boolean fits(Cue cue, List<Cue> group) {
        return stretch != null && cue.end() - group.get(0).start() <= stretch.toMillis();
    }

    private Document document(List<Cue> cues, int number) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(Metadata.SOURCE, file.path().toString());
        metadata.put(Metadata.SEQUENCE, number);
        metadata.put("start", cues.get(0).start() / 1000.0);
        metadata.put("end", cues.get(cues.size() - 1).end() / 1000.0);
        String speakers = cues.stream()
                .map(Cue::speaker)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), names -> String.join(", ", names)));
        if (!speakers.isEmpty()) {
            metadata.put("speaker", speakers);
        }
        return Document.of(cues.stream().map(Cue::text).collect(Collectors.joining("\n")), metadata);
    }
}
