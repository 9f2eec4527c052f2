package dev.lian4j.dataconnection.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Lucene's own vector format without its limit of 1,024 dimensions, which is a setting and no property of the files:
 * they name the stock format and are read by it.
 */
final class WideVectors extends KnnVectorsFormat {

    static final int MOST_DIMENSIONS = 65_536;

    private final KnnVectorsFormat stock;

    private WideVectors(KnnVectorsFormat stock) {
        super(stock.getName());
        this.stock = stock;
    }

    /** The stock codec with this vector format. */
    static Lucene912Codec codec() {
        return new Lucene912Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return new WideVectors(super.getKnnVectorsFormatForField(field));
            }
        };
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
        return stock.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
        return stock.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String field) {
        return MOST_DIMENSIONS;
    }
}
