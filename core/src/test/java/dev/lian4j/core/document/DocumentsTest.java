package dev.lian4j.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    private final Document page =
            Document.of("二十七天").with(Metadata.SOURCE, "手册.pdf").with(Metadata.PAGE, 3);

    @Test
    void citesFileAndPage() {
        assertThat(Documents.citation(page)).isEqualTo("手册.pdf, page 3");
        assertThat(Documents.citation(Document.of("x"))).isEqualTo("unknown source");
    }

    @Test
    void joinsPassagesUnderTheirCitations() {
        ScoredDocument found = new ScoredDocument(page, 0.5);

        assertThat(Documents.cited(List.of(found, found)))
                .isEqualTo("[手册.pdf, page 3]\n二十七天\n\n[手册.pdf, page 3]\n二十七天");
        assertThat(Documents.joined(List.of(found, found))).isEqualTo("二十七天\n\n二十七天");
    }

    @Test
    void aDocumentDoesNotChangeWithTheMapItWasMadeFrom() {
        Map<String, Object> metadata = new HashMap<>(Map.of("a", 1));
        Document document = Document.of("x", metadata);
        metadata.put("b", 2);

        assertThat(document.metadata()).containsOnlyKeys("a");
        assertThatThrownBy(() -> document.metadata().put("c", 3)).isInstanceOf(UnsupportedOperationException.class);
    }
}
