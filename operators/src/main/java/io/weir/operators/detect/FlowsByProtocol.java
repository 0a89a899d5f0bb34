package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.names.IpProtocols;
import io.weir.operators.tables.KeyHash;

/**
 * The flows of a batch by protocol, for each sieve to look only at those that may concern it, and
 * the hashes of their addresses, which many sieves need. A reusable container: valid until the next
 * batch. Not thread-safe.
 */
final class FlowsByProtocol {

    private static final int NONE = -1;

    private final Rows tcp = new Rows();
    private final Rows udp = new Rows();
    private final Rows icmp = new Rows();
    private final Rows others = new Rows();

    /** The fields that some flow has. */
    private final long[] present = new long[FlowBatch.PRESENCE_WORDS];

    private long[] sourceHashes = {};
    private long[] destinationHashes = {};

    private EnrichedFlows flows;

    /** Whether any record of the batch may stand for two flows. */
    private boolean isBothWays;

    /** Rows of a batch, in its order. */
    static final class Rows {

        private int[] rows = {};
        private int size;

        int size() {
            return size;
        }

        int get(int i) {
            return rows[i];
        }

        private void clear(int capacity) {
            if (rows.length < capacity) {
                rows = new int[capacity];
            }
            size = 0;
        }

        private void add(int row) {
            rows[size++] = row;
        }
    }

    /** Takes the flows of a batch in the place of those before. */
    void take(EnrichedFlows enriched) {
        flows = enriched;
        FlowBatch batch = enriched.batch();
        int size = batch.size();
        sort(batch, size);
        for (int word = 0; word < present.length; word++) {
            present[word] = anyOf(batch.presence(word), size);
        }
        sourceHashes = hashes(FlowField.SOURCE_ADDRESS, sourceHashes);
        destinationHashes = hashes(FlowField.DESTINATION_ADDRESS, destinationHashes);
        isBothWays = someHave(FlowField.REVERSE_PACKETS) || someHave(FlowField.REVERSE_BYTES);
    }

    private static long anyOf(long[] words, int size) {
        long any = 0;
        for (int row = 0; row < size; row++) {
            any |= words[row];
        }
        return any;
    }

    private void sort(FlowBatch batch, int size) {
        tcp.clear(size);
        udp.clear(size);
        icmp.clear(size);
        others.clear(size);
        for (int row = 0; row < size; row++) {
            rowsOf(batch.getOr(FlowField.PROTOCOL, row, NONE)).add(row);
        }
    }

    /** In the array, or in a larger one. */
    private long[] hashes(FlowField address, long[] array) {
        FlowBatch batch = flows.batch();
        int size = batch.size();
        long[] hashes = array.length < size ? new long[size] : array;
        long[] highs = batch.highColumn(address);
        long[] lows = batch.column(address);
        for (int row = 0; row < size; row++) {
            hashes[row] = KeyHash.of(highs[row], lows[row]);
        }
        return hashes;
    }

    /** An exporter may send any 64 bits. */
    private Rows rowsOf(long protocol) {
        return switch (protocol == (int) protocol ? (int) protocol : NONE) {
            case IpProtocols.TCP -> tcp;
            case IpProtocols.UDP -> udp;
            case IpProtocols.ICMP, IpProtocols.ICMPV6 -> icmp;
            default -> others;
        };
    }

    EnrichedFlows enriched() {
        return flows;
    }

    FlowBatch batch() {
        return flows.batch();
    }

    Rows tcp() {
        return tcp;
    }

    Rows udp() {
        return udp;
    }

    /** Of both versions. */
    Rows icmp() {
        return icmp;
    }

    /** Those of other protocols, and those that do not say theirs. */
    Rows others() {
        return others;
    }

    /**
     * The hash of an address, as of {@link KeyHash#of(long, long)}.
     *
     * @param address source or destination, which the row has
     */
    long hashOf(FlowField address, int row) {
        return address == FlowField.SOURCE_ADDRESS ? sourceHashes[row] : destinationHashes[row];
    }

    /** Whether any flow of the batch has the field. */
    boolean someHave(FlowField field) {
        return (present[field.index() >>> 6] & 1L << field.index()) != 0;
    }

    /** Whether the record stands for two flows, one each way. */
    boolean isBothWays(int row) {
        return isBothWays && FlowDirection.REVERSE.isIn(batch(), row);
    }
}
