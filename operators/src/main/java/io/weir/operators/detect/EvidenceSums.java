package io.weir.operators.detect;

import static io.weir.operators.detect.SuspectTable.ANSWERED;
import static io.weir.operators.detect.SuspectTable.BYTES;
import static io.weir.operators.detect.SuspectTable.EXPORTER_HIGH;
import static io.weir.operators.detect.SuspectTable.EXPORTER_LOW;
import static io.weir.operators.detect.SuspectTable.FIRST;
import static io.weir.operators.detect.SuspectTable.FLOWS;
import static io.weir.operators.detect.SuspectTable.FLOW_HIGH;
import static io.weir.operators.detect.SuspectTable.FLOW_LOW;
import static io.weir.operators.detect.SuspectTable.LAST;
import static io.weir.operators.detect.SuspectTable.LAST_SEEN;
import static io.weir.operators.detect.SuspectTable.NONE;
import static io.weir.operators.detect.SuspectTable.PACKETS;
import static io.weir.operators.detect.SuspectTable.RECEIVED;
import static io.weir.operators.detect.SuspectTable.SECOND;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.Sums;
import io.weir.operators.enrich.ids.FlowId;
import io.weir.operators.enrich.ids.FlowIds;
import io.weir.operators.tables.KeyHash;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;

/**
 * The evidence of one kind until the next flush, by suspect and second of receipt.
 *
 * <p>Once suspects with a single observation had to go for new ones, nobody like them is told until
 * the flush.
 *
 * <p>A suspect is remembered for some seconds without evidence, for its answered flows to be
 * counted. Not thread-safe.
 */
final class EvidenceSums {

    /** How long a suspect has a row after its last evidence, in seconds of receipt. */
    static final long REMEMBERED_SECONDS = 10;

    /** To make an id takes longer than all else: so many have one with their first flow. */
    static final int EARLY_IDS = 1 << 9;

    private static final long NEVER = Long.MIN_VALUE;

    private final EvidenceKind kind;
    private final EvidenceSieve sieve;
    private final KnownHosts known;
    private final Counter evidence;
    private final Counter dropped;
    private final Consumer<Evidence> output;
    private final SuspectTable suspects = new SuspectTable();
    private final SuspectObservations observations = new SuspectObservations(suspects);
    private final FlowIds ids = new FlowIds();

    /** Whether somebody had to go, or found no room, since the flush. */
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
        return !suspects.isEmpty();
    }

    /**
     * Adds a flow that is evidence against one of its ends; nothing if it lacks an address.
     *
     * @param way the way of the flow that is meant
     * @param suspect the field with the address that it speaks against; the other one is the peer's
     */
    void add(FlowsByProtocol flows, int flow, FlowDirection way, FlowField suspect, long number) {
        add(flows, flow, way, suspect, 0, number);
    }

    /**
     * Adds a flow that is evidence within a scope, likewise.
     *
     * @param scope what tells the evidence against the suspect apart
     */
    void add(
            FlowsByProtocol flows,
            int flow,
            FlowDirection way,
            FlowField suspect,
            int scope,
            long number) {
        FlowBatch batch = flows.batch();
        FlowField peer = suspect == way.source() ? way.destination() : way.source();
        if (batch.has(peer, flow)) {
            int row = rowFor(flows, flow, suspect, scope, 1);
            if (row >= 0) {
                long bytes = way.bytes(batch, flow);
                long received = suspect == way.destination() ? bytes : 0;
                count(row, 1, way.packets(batch, flow), bytes, received);
                observe(row, batch, flow, peer, number);
            }
        }
    }

    /**
     * Adds a part of a flow that is evidence against who gets it; nothing if it lacks an address.
     *
     * @param packets of that part, corrected for sampling
     * @param bytes of that part, corrected for sampling
     */
    void addPart(
            FlowsByProtocol flows,
            int flow,
            FlowDirection way,
            int scope,
            long number,
            long packets,
            long bytes) {
        FlowBatch batch = flows.batch();
        if (batch.has(way.source(), flow)) {
            int row = rowFor(flows, flow, way.destination(), scope, 1);
            if (row >= 0) {
                count(row, 1, packets, bytes, bytes);
                observe(row, batch, flow, way.source(), number);
            }
        }
    }

    /**
     * Adds a flow that is evidence against its exporter within a scope; nothing if it has no
     * source, which is the peer.
     */
    void addAgainstExporter(FlowsByProtocol flows, int flow, int scope, long number) {
        FlowDirection way = FlowDirection.FORWARD;
        FlowBatch batch = flows.batch();
        if (batch.has(way.source(), flow)) {
            long high = batch.exporterHigh();
            long low = batch.exporterLow();
            int row = rowOf(KeyHash.of(high, low), high, low, scope, 1);
            if (row >= 0) {
                prepare(row, batch, flow);
                count(row, 1, way.packets(batch, flow), way.bytes(batch, flow), 0);
                observe(row, batch, flow, way.source(), number);
            }
        }
    }

    /**
     * Adds a flow that is evidence against who sends it, without an observation; nothing if it
     * lacks the address.
     *
     * @param weight how many flows like it it stands for, at least 1
     */
    void addUnobserved(FlowsByProtocol flows, int flow, FlowDirection way, int weight) {
        int row = rowFor(flows, flow, way.source(), 0, weight);
        if (row >= 0) {
            FlowBatch batch = flows.batch();
            long packets = Sums.times(weight, way.packets(batch, flow));
            count(row, weight, packets, Sums.times(weight, way.bytes(batch, flow)), 0);
        }
    }

    /** Whether an address of a flow may be that of a suspect: of most that are not it says so. */
    boolean maySuspect(FlowsByProtocol flows, int flow, FlowField address) {
        return suspects.mayHave(flows.hashOf(address, flow));
    }

    /** Counts a flow that was answered, if the address is that of a suspect. */
    void answered(FlowsByProtocol flows, int flow, FlowField address) {
        answered(flows, flow, address, 0);
    }

    /** Counts a flow that was answered, if the address is that of a suspect in this scope. */
    void answered(FlowsByProtocol flows, int flow, FlowField address, int scope) {
        if (maySuspect(flows, flow, address) && flows.batch().has(address, flow)) {
            answeredTo(flows, flow, address, scope);
        }
    }

    private void answeredTo(FlowsByProtocol flows, int flow, FlowField address, int scope) {
        FlowBatch batch = flows.batch();
        long hash = flows.hashOf(address, flow);
        long high = batch.getHigh(address, flow);
        int row = suspects.find(hash, high, batch.get(address, flow), scope);
        if (row >= 0) {
            begin(row, batch.receivedMillis());
            suspects.add(row, ANSWERED, 1);
            suspects.setNews(row);
        }
    }

    /**
     * The row of the suspect, ready for a flow that is evidence; none if the flow lacks the
     * address, nothing is evidence against it, or there is no room.
     *
     * @param weight how many flows it stands for
     */
    private int rowFor(FlowsByProtocol flows, int flow, FlowField suspect, int scope, int weight) {
        FlowBatch batch = flows.batch();
        if (!batch.has(suspect, flow)) {
            return NONE;
        }
        long hash = flows.hashOf(suspect, flow);
        long high = batch.getHigh(suspect, flow);
        int row = rowOf(hash, high, batch.get(suspect, flow), scope, weight);
        if (row >= 0) {
            prepare(row, batch, flow);
        }
        return row;
    }

    private int rowOf(long hash, long high, long low, int scope, int weight) {
        int row = suspects.mayHave(hash) ? suspects.find(hash, high, low, scope) : NONE;
        if (row >= 0 || known.contains(high, low)) {
            return row;
        }
        row = place(hash, high, low, scope);
        if (row < 0) {
            countDropped(weight);
        }
        return row;
    }

    /**
     * Gives a new suspect a row.
     *
     * @return none if nobody can go for it
     */
    private int place(long hash, long high, long low, int scope) {
        int row = suspects.roomFor(hash, scope);
        if (row < 0) {
            crowded = true;
            return NONE;
        }
        if (suspects.isTaken(row)) {
            crowded = true;
            letGo(row);
        }
        suspects.put(row, hash, high, low, scope);
        suspects.set(row, SECOND, NEVER);
        suspects.set(row, LAST_SEEN, NEVER);
        return row;
    }

    /** Lets a suspect go untold. */
    private void letGo(int row) {
        if (isWorthTelling(row)) {
            countDropped(suspects.get(row, FLOWS));
        }
        forget(row);
    }

    private void countDropped(long flows) {
        evidence.inc(flows);
        dropped.inc(flows);
    }

    private void forget(int row) {
        observations.forget(row);
        suspects.forget(row);
    }

    /** Makes the row ready for a flow that is evidence. */
    private void prepare(int row, FlowBatch batch, int flow) {
        long receivedMillis = batch.receivedMillis();
        begin(row, receivedMillis);
        identify(row, batch, flow);
        suspects.set(row, FIRST, Math.min(suspects.get(row, FIRST), receivedMillis));
        suspects.set(row, LAST, Math.max(suspects.get(row, LAST), receivedMillis));
        long lastSeen = Math.max(suspects.get(row, LAST_SEEN), suspects.get(row, SECOND));
        suspects.set(row, LAST_SEEN, lastSeen);
        suspects.setNews(row);
    }

    /** Makes the row that of the second of receipt. */
    private void begin(int row, long receivedMillis) {
        long second = Math.floorDiv(receivedMillis, 1_000L);
        if (suspects.get(row, SECOND) == second) {
            return;
        }
        if (!mayWait(row, paneOf(second))) {
            tell(row);
        }
        suspects.set(row, SECOND, second);
        suspects.set(row, FIRST, receivedMillis);
        suspects.set(row, LAST, receivedMillis);
    }

    /**
     * Takes the exporter of the first flow, and the id of one: of a forged suspect seen once mostly
     * none.
     */
    private void identify(int row, FlowBatch batch, int flow) {
        boolean isFirst = suspects.get(row, FLOWS) == 0;
        if (isFirst) {
            suspects.set(row, EXPORTER_HIGH, batch.exporterHigh());
            suspects.set(row, EXPORTER_LOW, batch.exporterLow());
        }
        if (!hasId(row) && (!isFirst || earlyIds++ < EARLY_IDS)) {
            ids.record(batch, flow);
            suspects.set(row, FLOW_HIGH, ids.high());
            suspects.set(row, FLOW_LOW, ids.low());
        }
    }

    private boolean hasId(int row) {
        return (suspects.get(row, FLOW_HIGH) | suspects.get(row, FLOW_LOW)) != 0;
    }

    private void count(int row, int flows, long packets, long bytes, long received) {
        suspects.add(row, FLOWS, flows);
        suspects.add(row, PACKETS, packets);
        suspects.add(row, BYTES, bytes);
        suspects.add(row, RECEIVED, received);
    }

    private void observe(int row, FlowBatch batch, int flow, FlowField peer, long number) {
        observations.add(row, batch.getHigh(peer, flow), batch.get(peer, flow), number);
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
        if (suspects.isEmpty()) {
            return;
        }
        forgetBefore(newestSecond - REMEMBERED_SECONDS);
        for (int row = suspects.nextNews(0); row >= 0; row = suspects.nextNews(row + 1)) {
            if (mayWait(row, openPane)) {
                observations.keep(row);
            } else {
                tell(row);
                suspects.clearNews(row);
            }
        }
        observations.forgetOthers();
        suspects.filterAgain();
        crowded = false;
        earlyIds = 0;
    }

    /** Of those that go the last news are told, but of lone ones amid very many. */
    private void forgetBefore(long second) {
        for (int row = suspects.nextTaken(0); row >= 0; row = suspects.nextTaken(row + 1)) {
            if (crowded && suspects.isLone(row)) {
                letGo(row);
            } else if (suspects.get(row, LAST_SEEN) < second) {
                tell(row);
                forget(row);
            }
        }
    }

    /** Whether a row has nothing but what can wait, of that pane. */
    private boolean mayWait(int row, long pane) {
        return sieve.mayWait(
                        suspects.get(row, FLOWS), observations.count(row), suspects.isTold(row))
                && paneOf(suspects.get(row, SECOND)) == pane
                && isWorthTelling(row);
    }

    /** Of whom something was told all is, answers too, as long as the suspect is remembered. */
    private boolean isWorthTelling(int row) {
        long flows = suspects.get(row, FLOWS);
        return suspects.isTold(row)
                || (flows > 0
                        && sieve.isWorthTelling(
                                flows, observations.count(row), suspects.get(row, ANSWERED)));
    }

    private static long paneOf(long second) {
        return EvidenceWindow.paneOf(second * 1_000);
    }

    /** Hands out the sums of a row, if there are any, and sets them to zero. */
    private void tell(int row) {
        long flows = suspects.get(row, FLOWS);
        if (flows == 0 && suspects.get(row, ANSWERED) == 0) {
            return;
        }
        if (isWorthTelling(row)) {
            evidence.inc(flows);
            output.accept(evidence(row));
            suspects.setTold(row);
        }
        if (flows > 0) {
            suspects.setLone(row, observations.count(row) <= 1);
        }
        suspects.set(row, FLOWS, 0);
        suspects.set(row, PACKETS, 0);
        suspects.set(row, BYTES, 0);
        suspects.set(row, RECEIVED, 0);
        suspects.set(row, ANSWERED, 0);
        suspects.set(row, SECOND, NEVER);
        suspects.set(row, FLOW_HIGH, 0);
        suspects.set(row, FLOW_LOW, 0);
        observations.forget(row);
    }

    private Evidence evidence(int row) {
        return new Evidence(
                suspects.suspect(row, kind),
                suspects.get(row, SECOND),
                suspects.get(row, FLOWS),
                suspects.get(row, PACKETS),
                suspects.get(row, BYTES),
                suspects.get(row, RECEIVED),
                suspects.get(row, ANSWERED),
                suspects.get(row, FIRST),
                suspects.get(row, LAST),
                observations.of(row),
                exporters(row),
                flowIds(row),
                observations.more(row));
    }

    /** None of answers alone. */
    private List<IpAddress> exporters(int row) {
        return suspects.get(row, FLOWS) == 0
                ? List.of()
                : List.of(
                        new IpAddress(
                                suspects.get(row, EXPORTER_HIGH), suspects.get(row, EXPORTER_LOW)));
    }

    private List<FlowId> flowIds(int row) {
        return hasId(row)
                ? List.of(new FlowId(suspects.get(row, FLOW_HIGH), suspects.get(row, FLOW_LOW)))
                : List.of();
    }
}
