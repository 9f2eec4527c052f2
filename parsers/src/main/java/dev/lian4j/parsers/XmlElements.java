package dev.lian4j.parsers;

import dev.lian4j.core.Piece;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The elements without children of a reply that is still coming; nothing is pulled before the first is asked for. */
final class XmlElements implements Supplier<@Nullable Map<String, Object>> {

    private final XmlPieces pieces;
    private @Nullable XmlTree tree;

    XmlElements(Iterator<Piece> pieces) {
        this.pieces = new XmlPieces(pieces);
    }

    @Override
    public @Nullable Map<String, Object> get() {
        tree = tree == null ? XmlTree.open(pieces, pieces::text) : tree;
        return tree.nextLeaf();
    }
}
