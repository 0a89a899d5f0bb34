package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.Sums;
import io.weir.operators.enrich.ids.FlowId;
import io.weir.operators.enrich.ids.FlowIds;
import io.weir.operators.tables.DistinctSketches;
import io.weir.operators.tables.KeyHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;

/**
 * The evidence of one kind until the next flush, by suspect and second of receipt.
 *
 * <p>A table of a fixed number of rows, in sets of {@value #WAYS}: what finds no room in its set
 * takes the place of a suspect with a single observation, so that a flood from forged addresses,
 * each seen once, changes counters and nothing else, while who is seen several times stays. Once
 * suspects had to go, nobody with a single observation is told until the flush.
 *
 * <p>A suspect keeps its row for some seconds without evidence, for its answered flows to be
 * counted. Not thread-safe.
 */
final class EvidenceSums {

    static final int ROWS = 1 << 13;
    static final int WAYS = 16;

    /** Sketches take up to 4 KiB each. */
    static final int MAX_SKETCHES = 1 << 10;

    /** How long a suspect has a row after its last evidence, in seconds of receipt. */
    static final long REMEMBERED_SECONDS = 10;

    /** To make an id takes longer than all else: so many have one with their first flow. */
    static final int EARLY_IDS = 1 << 9;

    private static final int SETS = ROWS / WAYS;

    private static final int FILTER_BITS = ROWS << 2;

    private static final int HIGH = 0;
    private static final int LOW = 1;

    /** What tells the evidence against the suspect apart. */
    private static final int SCOPE = 2;

    private static final int SECOND = 3;
    private static final int FLOWS = 4;
    private static final int PACKETS = 5;
    private static final int BYTES = 6;

    /** Of the bytes those that went to the suspect. */
    private static final int RECEIVED = 7;

    private static final int FIRST = 8;
    private static final int LAST = 9;

    /** The second of the last evidence. */
    private static final int LAST_SEEN = 10;

    private static final int ANSWERED = 11;
    private static final int OBSERVATIONS = 12;

    /** The head of the chain of observations besides the first one. */
    private static final int CHAIN = 13;

    private static final int PEER_HIGH = 14;
    private static final int PEER_LOW = 15;
    private static final int NUMBER = 16;
    private static final int EXPORTER_HIGH = 17;
    private static final int EXPORTER_LOW = 18;

    /** The id of a flow, zeros as long as there is none. */
    private static final int FLOW_HIGH = 19;

    private static final int FLOW_LOW = 20;

    private static final int STRIDE = 21;

    private final EvidenceKind kind;
    private final EvidenceSieve sieve;
    private final KnownHosts known;
    private final Counter evidence;
    private final Counter dropped;
    private final Consumer<Evidence> output;
    private ObservationPool pool = new ObservationPool();

    /** For the observations of what waits, when all others are forgotten. */
    private ObservationPool next = new ObservationPool();

    private final FlowIds ids = new FlowIds();

    /** Of each row a part of the hash of its suspect; 0 where it has none. */
    private final int[] tags = new int[ROWS];

    /** The rows that have one. */
    private final BitSet taken = new BitSet(ROWS);

    /** Those of them that have something to tell. */
    private final BitSet news = new BitSet(ROWS);

    /** Whether a row had several observations when it was told last. */
    private final boolean[] several = new boolean[ROWS];

    private final DistinctSketches[] sketches = new DistinctSketches[ROWS];

    private final SuspectFilter filter = new SuspectFilter(FILTER_BITS);

    private long[] rows = {};
    private int suspects;

    /** Suspects that went since the filter was made. */
    private int gone;

    private int sketched;
    private int hand;
    private boolean crowded;
    private int earlyIds;

    /**
     * @param evidence counts the flows that are told or dropped
     * @param dropped counts those of them that found no room
     */
    EvidenceSums(
            EvidenceKind kind,
            EvidenceSieve sieve,
            KnownHosts known,
            Counter evidence,
            Counter dropped,
            Consumer<Evidence> output) {
        this.kind = kind;
        this.sieve = sieve;
        this.known = known;
        this.evidence = evidence;
        this.dropped = dropped;
        this.output = output;
    }

    /** Whether there is anybody whose answered flows count. */
    boolean hasSuspects() {
        return suspects > 0;
    }

    /**
     * Adds a flow that is evidence; nothing if it lacks an address.
     *
     * @param way the way of the flow that is meant
     * @param suspect the field with the address that it speaks against
     * @param peer the field with the address of the other side
     */
    void add(
            FlowBatch batch,
            int flow,
            FlowDirection way,
            FlowField suspect,
            FlowField peer,
            long number) {
        add(batch, flow, way, suspect, 0, peer, number);
    }

    /**
     * Adds a flow that is evidence within a scope; nothing if it lacks an address.
     *
     * @param scope what tells the evidence against the suspect apart
     */
    void add(
            FlowBatch batch,
            int flow,
            FlowDirection way,
            FlowField suspect,
            int scope,
            FlowField peer,
            long number) {
        long packets = way.packets(batch, flow);
        add(batch, flow, way, suspect, scope, peer, number, packets, way.bytes(batch, flow));
    }

    /**
     * Adds a flow that is evidence against its exporter within a scope; nothing if it lacks the
     * address.
     *
     * @param scope what tells the evidence against the exporter apart
     */
    void addAgainstExporter(
            FlowBatch batch, int flow, FlowDirection way, int scope, FlowField peer, long number) {
        if (batch.has(peer, flow)) {
            add(
                    batch,
                    flow,
                    batch.exporterHigh(),
                    batch.exporterLow(),
                    scope,
                    peer,
                    number,
                    way.packets(batch, flow),
                    way.bytes(batch, flow),
                    /* toSuspect= */ 0);
        }
    }

    /**
     * Adds a part of a flow that is evidence within a scope; nothing if it lacks an address.
     *
     * @param packets of that part, corrected for sampling
     * @param bytes of that part, corrected for sampling
     */
    void add(
            FlowBatch batch,
            int flow,
            FlowDirection way,
            FlowField suspect,
            int scope,
            FlowField peer,
            long number,
            long packets,
            long bytes) {
        if (batch.has(suspect, flow) && batch.has(peer, flow)) {
            long high = batch.getHigh(suspect, flow);
            long low = batch.get(suspect, flow);
            long toSuspect = suspect == way.destination() ? bytes : 0;
            add(batch, flow, high, low, scope, peer, number, packets, bytes, toSuspect);
        }
    }

    private void add(
            FlowBatch batch,
            int flow,
            long high,
            long low,
            int scope,
            FlowField peer,
            long number,
            long packets,
            long bytes,
            long toSuspect) {
        int row = count(batch, flow, high, low, scope, 1, packets, bytes, toSuspect);
        if (row >= 0) {
            observe(row, batch.getHigh(peer, flow), batch.get(peer, flow), number);
        }
    }

    /**
     * Adds a flow that is evidence without an observation; nothing if it lacks the address.
     *
     * @param weight how many flows like it it stands for, at least 1
     */
    void count(FlowBatch batch, int flow, FlowDirection way, FlowField suspect, int weight) {
        if (batch.has(suspect, flow)) {
            long bytes = Sums.times(weight, way.bytes(batch, flow));
            count(
                    batch,
                    flow,
                    batch.getHigh(suspect, flow),
                    batch.get(suspect, flow),
                    /* scope= */ 0,
                    weight,
                    Sums.times(weight, way.packets(batch, flow)),
                    bytes,
                    suspect == way.destination() ? bytes : 0);
        }
    }

    /**
     * Counts a flow that is evidence.
     *
     * @param weight how many flows it stands for
     * @return the row of the suspect; negative if it has none
     */
    private int count(
            FlowBatch batch,
            int flow,
            long high,
            long low,
            int scope,
            int weight,
            long packets,
            long bytes,
            long toSuspect) {
        long ofAddress = KeyHash.of(high, low);
        long hash = inScope(ofAddress, scope);
        int row = filter.mayHave(ofAddress) ? find(hash, high, low, scope) : -1;
        if (row < 0) {
            if (known.contains(high, low)) {
                return -1;
            }
            row = place(hash, high, low, scope);
            if (row < 0) {
                evidence.inc(weight);
                dropped.inc(weight);
                return -1;
            }
            filter.add(ofAddress);
        }
        long receivedMillis = batch.receivedMillis();
        begin(row, receivedMillis);
        int at = row * STRIDE;
        identify(at, batch, flow);
        rows[at + FLOWS] += weight;
        rows[at + PACKETS] = Sums.add(rows[at + PACKETS], packets);
        rows[at + BYTES] = Sums.add(rows[at + BYTES], bytes);
        rows[at + RECEIVED] = Sums.add(rows[at + RECEIVED], toSuspect);
        rows[at + FIRST] = Math.min(rows[at + FIRST], receivedMillis);
        rows[at + LAST] = Math.max(rows[at + LAST], receivedMillis);
        rows[at + LAST_SEEN] = Math.max(rows[at + LAST_SEEN], rows[at + SECOND]);
        news.set(row);
        return row;
    }

    /** Counts a flow that was answered, if the address is that of a suspect. */
    void answered(FlowsByProtocol flows, int flow, FlowField address) {
        answered(flows, flow, address, 0);
    }

    /** Counts a flow that was answered, if the address is that of a suspect in this scope. */
    void answered(FlowsByProtocol flows, int flow, FlowField address, int scope) {
        FlowBatch batch = flows.batch();
        if (suspects == 0 || !batch.has(address, flow)) {
            return;
        }
        long ofAddress = flows.hashOf(address, flow);
        if (!filter.mayHave(ofAddress)) {
            return;
        }
        long high = batch.getHigh(address, flow);
        long low = batch.get(address, flow);
        int row = find(inScope(ofAddress, scope), high, low, scope);
        if (row >= 0) {
            begin(row, batch.receivedMillis());
            rows[row * STRIDE + ANSWERED]++;
            news.set(row);
        }
    }

    private static long inScope(long hash, int scope) {
        return scope == 0 ? hash : KeyHash.of(hash, scope);
    }

    private static int setOf(long hash) {
        return (int) (hash >>> 32) & (SETS - 1);
    }

    private static int tagOf(long hash) {
        return (int) hash | 1;
    }

    private int find(long hash, long high, long low, int scope) {
        int tag = tagOf(hash);
        int first = setOf(hash) * WAYS;
        for (int row = first; row < first + WAYS; row++) {
            if (tags[row] == tag
                    && rows[row * STRIDE + LOW] == low
                    && rows[row * STRIDE + HIGH] == high
                    && rows[row * STRIDE + SCOPE] == scope) {
                return row;
            }
        }
        return -1;
    }

    /**
     * Gives a new suspect a row.
     *
     * @return -1 if all in its set have several observations
     */
    private int place(long hash, long high, long low, int scope) {
        if (rows.length == 0) {
            rows = new long[ROWS * STRIDE];
        }
        int row = free(setOf(hash) * WAYS);
        if (row < 0) {
            crowded = true;
            return -1;
        }
        suspects++;
        tags[row] = tagOf(hash);
        taken.set(row);
        int at = row * STRIDE;
        Arrays.fill(rows, at, at + STRIDE, 0);
        rows[at + HIGH] = high;
        rows[at + LOW] = low;
        rows[at + SCOPE] = scope;
        rows[at + SECOND] = Long.MIN_VALUE;
        rows[at + CHAIN] = ObservationPool.END;
        rows[at + LAST_SEEN] = Long.MIN_VALUE;
        several[row] = false;
        return row;
    }

    private int free(int first) {
        for (int row = first; row < first + WAYS; row++) {
            if (tags[row] == 0) {
                return row;
            }
        }
        for (int i = 0; i < WAYS; i++) {
            int row = first + (hand++ & (WAYS - 1));
            if (isLone(row)) {
                crowded = true;
                drop(row);
                return row;
            }
        }
        return -1;
    }

    /** Whether it had a single observation of late. */
    private boolean isLone(int row) {
        return rows[row * STRIDE + OBSERVATIONS] <= 1 && !several[row];
    }

    private void drop(int row) {
        int at = row * STRIDE;
        long flows = rows[at + FLOWS];
        if (sieve.isWorthTelling(flows, rows[at + OBSERVATIONS], rows[at + ANSWERED])) {
            evidence.inc(flows);
            dropped.inc(flows);
        }
        forget(row);
    }

    private void forget(int row) {
        tags[row] = 0;
        taken.clear(row);
        news.clear(row);
        suspects--;
        gone++;
        unsketch(row);
    }

    private void unsketch(int row) {
        if (sketched > 0 && sketches[row] != null) {
            sketches[row] = null;
            sketched--;
        }
    }

    /** Makes the row that of the second of receipt. */
    private void begin(int row, long receivedMillis) {
        long second = Math.floorDiv(receivedMillis, 1_000L);
        int at = row * STRIDE;
        if (rows[at + SECOND] == second) {
            return;
        }
        if (!mayWait(row, paneOf(second))) {
            tell(row);
        }
        rows[at + SECOND] = second;
        rows[at + FIRST] = receivedMillis;
        rows[at + LAST] = receivedMillis;
    }

    /**
     * Takes the exporter of the first flow, and the id of one: of a forged suspect seen once mostly
     * none.
     */
    private void identify(int at, FlowBatch batch, int flow) {
        boolean isFirst = rows[at + FLOWS] == 0;
        if (isFirst) {
            rows[at + EXPORTER_HIGH] = batch.exporterHigh();
            rows[at + EXPORTER_LOW] = batch.exporterLow();
        }
        if ((rows[at + FLOW_HIGH] | rows[at + FLOW_LOW]) == 0
                && (!isFirst || earlyIds++ < EARLY_IDS)) {
            ids.record(batch, flow);
            rows[at + FLOW_HIGH] = ids.high();
            rows[at + FLOW_LOW] = ids.low();
        }
    }

    private void observe(int row, long peerHigh, long peerLow, long number) {
        int at = row * STRIDE;
        long observations = rows[at + OBSERVATIONS];
        if (observations == 0) {
            rows[at + PEER_HIGH] = peerHigh;
            rows[at + PEER_LOW] = peerLow;
            rows[at + NUMBER] = number;
            rows[at + OBSERVATIONS] = 1;
            return;
        }
        boolean isFirst =
                rows[at + PEER_LOW] == peerLow
                        && rows[at + NUMBER] == number
                        && rows[at + PEER_HIGH] == peerHigh;
        int chain = (int) rows[at + CHAIN];
        if (isFirst || pool.has(chain, peerHigh, peerLow, number)) {
            return;
        }
        if (observations < Evidence.MAX_OBSERVATIONS && !pool.isFull()) {
            rows[at + CHAIN] = pool.add(chain, peerHigh, peerLow, number);
            rows[at + OBSERVATIONS] = observations + 1;
        } else {
            sketch(row, peerHigh, peerLow, number);
        }
    }

    private void sketch(int row, long peerHigh, long peerLow, long number) {
        if (sketches[row] == null) {
            if (sketched == MAX_SKETCHES) {
                return;
            }
            sketches[row] = new DistinctSketches();
            sketched++;
        }
        sketches[row].addHost(KeyHash.of(peerHigh, peerLow));
        sketches[row].addPort(number);
    }

    /**
     * Tells what there is, and forgets suspects without evidence in the last seconds. What may wait
     * does, for more to come, at most until its pane has passed.
     *
     * @param newestSecond of receipt, of all flows
     */
    void flush(long newestSecond) {
        flush(newestSecond, paneOf(newestSecond));
    }

    /** Tells all there is. */
    void flushAll(long newestSecond) {
        flush(newestSecond, Long.MAX_VALUE);
    }

    /**
     * @param openPane the start of the pane of which something may wait
     */
    private void flush(long newestSecond, long openPane) {
        if (suspects == 0) {
            return;
        }
        forgetBefore(newestSecond - REMEMBERED_SECONDS);
        for (int row = news.nextSetBit(0); row >= 0; row = news.nextSetBit(row + 1)) {
            flush(row, openPane);
        }
        if (gone > 0) {
            filterAgain();
        }
        ObservationPool old = pool;
        pool = next;
        next = old;
        next.clear();
        crowded = false;
        earlyIds = 0;
    }

    /** Of those that go the last news are told, but of lone ones amid very many. */
    private void forgetBefore(long second) {
        for (int row = taken.nextSetBit(0); row >= 0; row = taken.nextSetBit(row + 1)) {
            if (crowded && isLone(row)) {
                drop(row);
            } else if (rows[row * STRIDE + LAST_SEEN] < second) {
                tell(row);
                forget(row);
            }
        }
    }

    private void flush(int row, long openPane) {
        if (mayWait(row, openPane)) {
            int chain = row * STRIDE + CHAIN;
            rows[chain] = pool.copy((int) rows[chain], next);
        } else {
            tell(row);
            news.clear(row);
        }
    }

    /** Whether a row has nothing but what can wait, of that pane. */
    private boolean mayWait(int row, long pane) {
        int at = row * STRIDE;
        long flows = rows[at + FLOWS];
        long answered = rows[at + ANSWERED];
        return sieve.mayWait(flows)
                && paneOf(rows[at + SECOND]) == pane
                && sieve.isWorthTelling(flows, rows[at + OBSERVATIONS], answered);
    }

    private static long paneOf(long second) {
        return EvidenceWindow.paneOf(second * 1_000);
    }

    private void filterAgain() {
        filter.clear();
        gone = 0;
        for (int row = taken.nextSetBit(0); row >= 0; row = taken.nextSetBit(row + 1)) {
            int at = row * STRIDE;
            filter.add(KeyHash.of(rows[at + HIGH], rows[at + LOW]));
        }
    }

    /** Hands out the sums of a row, if there are any, and sets them to zero. */
    private void tell(int row) {
        int at = row * STRIDE;
        long flows = rows[at + FLOWS];
        long answered = rows[at + ANSWERED];
        if (flows == 0 && answered == 0) {
            return;
        }
        if (sieve.isWorthTelling(flows, rows[at + OBSERVATIONS], answered)) {
            evidence.inc(flows);
            output.accept(evidence(row));
        }
        several[row] = flows == 0 ? several[row] : rows[at + OBSERVATIONS] > 1;
        rows[at + FLOWS] = 0;
        rows[at + PACKETS] = 0;
        rows[at + BYTES] = 0;
        rows[at + RECEIVED] = 0;
        rows[at + ANSWERED] = 0;
        rows[at + OBSERVATIONS] = 0;
        rows[at + CHAIN] = ObservationPool.END;
        rows[at + SECOND] = Long.MIN_VALUE;
        rows[at + FLOW_HIGH] = 0;
        rows[at + FLOW_LOW] = 0;
        unsketch(row);
    }

    private Evidence evidence(int row) {
        int at = row * STRIDE;
        List<Observation> observations = new ArrayList<>((int) rows[at + OBSERVATIONS]);
        if (rows[at + OBSERVATIONS] > 0) {
            pool.copy((int) rows[at + CHAIN], observations);
            observations.add(
                    new Observation(
                            rows[at + PEER_HIGH], rows[at + PEER_LOW], (int) rows[at + NUMBER]));
        }
        return new Evidence(
                new Suspect(
                        kind,
                        new IpAddress(rows[at + HIGH], rows[at + LOW]),
                        (int) rows[at + SCOPE]),
                rows[at + SECOND],
                rows[at + FLOWS],
                rows[at + PACKETS],
                rows[at + BYTES],
                rows[at + RECEIVED],
                rows[at + ANSWERED],
                rows[at + FIRST],
                rows[at + LAST],
                observations,
                rows[at + FLOWS] > 0
                        ? List.of(new IpAddress(rows[at + EXPORTER_HIGH], rows[at + EXPORTER_LOW]))
                        : List.of(),
                (rows[at + FLOW_HIGH] | rows[at + FLOW_LOW]) != 0
                        ? List.of(new FlowId(rows[at + FLOW_HIGH], rows[at + FLOW_LOW]))
                        : List.of(),
                sketches[row]);
    }
}
