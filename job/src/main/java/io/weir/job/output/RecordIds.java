package io.weir.job.output;

import io.weir.codec.flow.FlowBatch;
import io.weir.job.elasticsearch.bulk.DocumentCollector;
import io.weir.operators.enrich.ids.FlowIds;
import io.weir.operators.enrich.ids.IdText;
import java.nio.charset.StandardCharsets;

/**
 * Ids made of the record itself: what an input gives once more after a failure takes the place of
 * what is there.
 */
final class RecordIds implements FlowIdentity {

    private static final long serialVersionUID = 1L;

    private transient FlowIds ids;
    private transient byte[] text;

    @Override
    public void open() {
        ids = new FlowIds();
        text = new byte[IdText.LENGTH];
    }

    @Override
    public void add(
            String index,
            FlowBatch batch,
            int row,
            byte[] json,
            int length,
            DocumentCollector collector) {
        ids.record(batch, row);
        IdText.write(ids.high(), ids.low(), text, 0);
        collector.add(index, new String(text, StandardCharsets.ISO_8859_1), json, length);
    }
}
