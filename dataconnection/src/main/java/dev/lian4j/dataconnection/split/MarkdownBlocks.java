package dev.lian4j.dataconnection.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Joins neighbouring blocks under the same headings; a heading that is kept goes with the lines under it. */
final class MarkdownBlocks {

    private final boolean stripHeaders;
    private final List<MarkdownBlock> joined = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int start;
    private Map<String, Object> metadata = Map.of();
    private boolean endsWithHeader;

    MarkdownBlocks(boolean stripHeaders) {
        this.stripHeaders = stripHeaders;
    }

    void add(MarkdownBlock block) {
        if (!text.isEmpty() && !goesOnWith(block)) {
            flush();
        }
        start = text.isEmpty() ? block.start() : start;
        text.append(text.isEmpty() ? "" : "  \n").append(block.text());
        metadata = block.metadata();
        endsWithHeader = block.text().startsWith("#", block.text().lastIndexOf('\n') + 1);
    }

    private boolean goesOnWith(MarkdownBlock next) {
        boolean opens = !stripHeaders
                && endsWithHeader
                && metadata.size() < next.metadata().size();
        return opens || metadata.equals(next.metadata());
    }

    List<MarkdownBlock> flush() {
        if (!text.isEmpty()) {
            joined.add(new MarkdownBlock(start, text.toString(), metadata));
            text.setLength(0);
        }
        return joined;
    }
}
