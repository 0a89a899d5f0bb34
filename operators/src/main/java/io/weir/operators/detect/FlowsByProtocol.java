package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.enrich.names.IpProtocols;
import java.util.Arrays;

/**
 * The flows of a batch by protocol, those of TCP by their flags too, for each sieve to look only at
 * those that may concern it, and who watches their ports. A reusable container: valid until the
 * next batch. Not thread-safe.
 */
final class FlowsByProtocol {

    private static final int PROTOCOLS = 1 << 8;
    private static final int NONE = -1;

    private final WatchedPorts ports;
    private final Rows tcp = new Rows();
    private final Rows udp = new Rows();
    private final Rows icmp = new Rows();
    private final Rows others = new Rows();

    /** By number, so that no flow costs a branch that cannot be foreseen. */
    private final Rows[] byProtocol = new Rows[PROTOCOLS];

    private final TcpRows tcpForward = new TcpRows();

    /** Of the way back in the records that have it. */
    private final TcpRows tcpReverse = new TcpRows();

    private final Rows none = new Rows();

    private long tcpFlags;

    /** The fields that some flow has. */
    private final long[] present = new long[FlowBatch.PRESENCE_WORDS];

    /** Who watches the ports, by row. */
    private byte[] sourceWatchers = {};

    private byte[] destinationWatchers = {};

    private EnrichedFlows flows;

    /** Whether any record of the batch may stand for two flows. */
    private boolean isBothWays;

    private boolean isSampled;

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

        void clear(int capacity) {
            if (rows.length < capacity) {
                rows = new int[capacity];
            }
            size = 0;
        }

        void add(int row) {
            rows[size++] = row;
        }
    }

    /**
     * @param ports those that sieves look for
     */
    FlowsByProtocol(WatchedPorts ports) {
        this.ports = ports;
        Arrays.fill(byProtocol, others);
        byProtocol[IpProtocols.TCP] = tcp;
        byProtocol[IpProtocols.UDP] = udp;
        byProtocol[IpProtocols.ICMP] = icmp;
        byProtocol[IpProtocols.ICMPV6] = icmp;
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
        sourceWatchers = watchers(FlowField.SOURCE_PORT, sourceWatchers);
        destinationWatchers = watchers(FlowField.DESTINATION_PORT, destinationWatchers);
        isBothWays = someHave(FlowField.REVERSE_PACKETS) || someHave(FlowField.REVERSE_BYTES);
        isSampled = someHave(FlowField.SAMPLING_INTERVAL) && isAnySampled(batch);
        tcpFlags = 0;
        sortTcp(FlowDirection.FORWARD, tcpForward);
        if (isBothWays) {
            sortTcp(FlowDirection.REVERSE, tcpReverse);
        }
    }

    private static boolean isAnySampled(FlowBatch batch) {
        boolean isAny = false;
        for (int row = 0; row < batch.size(); row++) {
            isAny |= isSampled(batch, row);
        }
        return isAny;
    }

    private static boolean isSampled(FlowBatch batch, int row) {
        return batch.getOr(FlowField.SAMPLING_INTERVAL, row, 1) > 1;
    }

    private void sortTcp(FlowDirection way, TcpRows rows) {
        rows.clear(tcp.size());
        for (int i = 0; i < tcp.size(); i++) {
            int row = tcp.get(i);
            if (way.isIn(batch(), row)) {
                long flags = batch().getOr(way.tcpFlags(), row, 0);
                tcpFlags |= flags;
                rows.add(row, flags);
            }
        }
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
    private byte[] watchers(FlowField port, byte[] array) {
        FlowBatch batch = flows.batch();
        int size = batch.size();
        byte[] watchers = array.length < size ? new byte[size] : array;
        long[] numbers = batch.column(port);
        long[] words = batch.presence(port.index() >>> 6);
        long bit = 1L << port.index();
        for (int row = 0; row < size; row++) {
            watchers[row] = ports.of((words[row] & bit) != 0 ? numbers[row] : NONE);
        }
        return watchers;
    }

    /** An exporter may send any 64 bits. */
    private Rows rowsOf(long protocol) {
        return (protocol & -PROTOCOLS) == 0 ? byProtocol[(int) protocol] : others;
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

    /**
     * Those of TCP whose flags say so.
     *
     * @param way of which they say it: of {@link FlowDirection#REVERSE} only records that have it
     */
    Rows tcp(FlowDirection way, TcpFlow kind) {
        if (way == FlowDirection.FORWARD) {
            return tcpForward.of(kind);
        }
        return isBothWays ? tcpReverse.of(kind) : none;
    }

    /** All flags of TCP, of all flows and both ways. */
    long tcpFlags() {
        return tcpFlags;
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
     * The hash of an address, as of {@link FlowEnd#hash}.
     *
     * @param address source or destination, which the row has
     */
    long hashOf(FlowField address, int row) {
        return (address == FlowField.SOURCE_ADDRESS ? flows.source() : flows.destination())
                .hash(row);
    }

    /**
     * Whether a flow has a port that is watched.
     *
     * @param port source or destination
     * @param watcher of {@link WatchedPorts#watch}
     */
    boolean isWatched(FlowField port, int row, int watcher) {
        byte[] watchers = port == FlowField.SOURCE_PORT ? sourceWatchers : destinationWatchers;
        return (watchers[row] & watcher) != 0;
    }

    /** Whether any flow of the batch has the field. */
    boolean someHave(FlowField field) {
        return (present[field.index() >>> 6] & 1L << field.index()) != 0;
    }

    /** Whether some record may stand for two flows, one each way. */
    boolean areSomeBothWays() {
        return isBothWays;
    }

    /** Whether the record stands for two flows, one each way. */
    boolean isBothWays(int row) {
        return isBothWays && FlowDirection.REVERSE.isIn(batch(), row);
    }

    /** Whether some flow is made of sampled packets. */
    boolean areSomeSampled() {
        return isSampled;
    }

    /** Whether the flow is made of sampled packets: of more than one it has seen one. */
    boolean isSampled(int row) {
        return isSampled && isSampled(batch(), row);
    }
}
