package io.weir.codec.options;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * Gives the flows of a batch the names of one kind that they have the id of. A name is appended to
 * the batch once, however many flows have it.
 */
final class FlowNames {

    /** Finds who names an id. */
    @FunctionalInterface
    interface Table {

        /** The record, or null if nobody names it. */
        OptionsRecord find(ScopeTables tables, long id);
    }

    private final FlowField id;
    private final FlowField name;
    private final Table table;

    FlowNames(FlowField id, FlowField name, Table table) {
        this.id = id;
        this.name = name;
        this.table = table;
    }

    /**
     * @param stamp of the batch: another one for each
     */
    void fill(FlowBatch batch, long stamp, ScopeTables own, ScopeTables all) {
        long[] hasId = batch.presence(id.index() >>> 6);
        long[] hasName = batch.presence(name.index() >>> 6);
        long idBit = 1L << id.index();
        long nameBit = 1L << name.index();
        long[] ids = batch.column(id);
        long lastId = 0;
        OptionsRecord last = null;
        boolean looked = false;
        for (int row = 0; row < batch.size(); row++) {
            if ((hasId[row] & idBit) == 0 || (hasName[row] & nameBit) != 0) {
                continue;
            }
            // Flows that follow each other have much in common.
            if (!looked || ids[row] != lastId) {
                looked = true;
                lastId = ids[row];
                last = table.find(own, lastId);
                if (last == null) {
                    last = table.find(all, lastId);
                }
            }
            if (last != null) {
                batch.set(name, row, slice(last, batch, stamp));
            }
        }
    }

    private static long slice(OptionsRecord record, FlowBatch batch, long stamp) {
        if (record.batchStamp != stamp) {
            record.batchStamp = stamp;
            record.nameSlice = batch.append(record.name);
        }
        return record.nameSlice;
    }
}
