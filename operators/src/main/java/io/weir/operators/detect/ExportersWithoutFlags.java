package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.tables.KeyTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds exporters that report TCP and never a flag of it, so that what is judged by flags says
 * nothing of their flows. At most {@link #MOST} are watched.
 */
final class ExportersWithoutFlags {

    static final int MOST = 1 << 12;

    /** So many flows of TCP without a flag are no coincidence. */
    static final int ENOUGH = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ExportersWithoutFlags.class);

    /** Beyond {@link #ENOUGH}, so that an exporter that sends flags once never gets there. */
    private static final long SENDS_FLAGS = -1;

    private final KeyTable exporters = KeyTable.small(2, 3);
    private final long[] key = new long[2];
    private int count;

    /** Takes note of the flows of TCP in a batch and of all their flags. */
    void saw(FlowBatch batch, int flows, long flags) {
        key[0] = batch.exporterHigh();
        key[1] = batch.exporterLow();
        long hash = exporters.hash(key, 0);
        int row = exporters.find(hash, key, 0);
        if (row < 0) {
            if (exporters.size() >= MOST) {
                return;
            }
            row = exporters.append(hash, key, 0);
        }
        long before = exporters.get(row, 2);
        if (before == SENDS_FLAGS) {
            return;
        }
        if (flags != 0) {
            count -= before >= ENOUGH ? 1 : 0;
            exporters.set(row, 2, SENDS_FLAGS);
            return;
        }
        exporters.set(row, 2, Math.min(ENOUGH, before + flows));
        if (before < ENOUGH && before + flows >= ENOUGH) {
            count++;
            LOG.warn(
                    "Exporter {} reports TCP without flags: SYN scans and other detections by TCP"
                            + " flags see none of its flows. Add tcpControlBits (element 6) to its"
                            + " template.",
                    batch.exporter());
        }
    }

    /** How many there are. */
    int count() {
        return count;
    }
}
