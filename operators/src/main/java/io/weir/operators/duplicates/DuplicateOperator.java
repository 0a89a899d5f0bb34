package io.weir.operators.duplicates;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.SampledCounters;
import io.weir.operators.decode.ExporterIdentity;
import io.weir.operators.enrich.ConfiguredSampling;
import io.weir.operators.enrich.names.NameFiles;
import io.weir.operators.enrich.names.OperatorNames;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Marks flows that another observation point reports already, and says of each who reports it. The
 * key of a batch says which subtask it belongs to; each of its flows has the key of its bucket,
 * which is the reason for this to be an operator, that may choose whose state it uses.
 *
 * <p>The table of a bucket is taken from state once after each snapshot, and put back before the
 * next.
 */
final class DuplicateOperator extends AbstractStreamOperator<FlowBatch>
        implements OneInputStreamOperator<FlowBatch, FlowBatch>,
                Triggerable<Integer, VoidNamespace> {

    private static final long serialVersionUID = 1L;
    private static final long SECOND_MILLIS = 1_000;

    private final DuplicateRules rules;
    private final NameFiles nameFiles;
    private final Buckets buckets;

    private transient ValueState<SeenFlows> state;
    private transient InternalTimerService<VoidNamespace> timers;

    /** By bucket; null where the state has it, or another subtask. */
    private transient SeenFlows[] tables;

    /** By bucket, and the sum of them. */
    private transient int[] remembered;

    private transient long allRemembered;
    private transient boolean[] isOwn;
    private transient OperatorNames names;
    private transient ConfiguredSampling sampling;
    private transient FlowAccounting accounting;
    private transient FlowKey key;
    private transient byte[] points;
    private transient Counter duplicates;
    private transient Counter duplicateBytes;
    private transient Counter duplicatePackets;
    private transient Counter notCompared;

    DuplicateOperator(DuplicateRules rules, NameFiles nameFiles, Buckets buckets) {
        this.rules = rules;
        this.nameFiles = nameFiles;
        this.buckets = buckets;
    }

    @Override
    public void open() throws Exception {
        super.open();
        state =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "seen-flows", SeenFlowsSerializer.INSTANCE));
        timers = getInternalTimerService("sweep", VoidNamespaceSerializer.INSTANCE, this);
        names = OperatorNames.open(nameFiles);
        sampling = new ConfiguredSampling(names);
        accounting = new FlowAccounting(rules);
        key = new FlowKey();
        points = new byte[SeenFlows.POINTS_LISTED * ObservationPoint.BYTES];
        tables = new SeenFlows[Buckets.COUNT];
        remembered = new int[Buckets.COUNT];
        isOwn = new boolean[Buckets.COUNT];
        var task = getRuntimeContext().getTaskInfo();
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            isOwn[bucket] =
                    buckets.subtask(bucket, task.getNumberOfParallelSubtasks())
                            == task.getIndexOfThisSubtask();
        }
        registerMetrics(getMetricGroup());
    }

    private void registerMetrics(MetricGroup group) {
        duplicates = group.counter(DuplicateMetric.FLOWS_DUPLICATE.id());
        duplicateBytes = group.counter(DuplicateMetric.BYTES_DUPLICATE.id());
        duplicatePackets = group.counter(DuplicateMetric.PACKETS_DUPLICATE.id());
        notCompared = group.counter(DuplicateMetric.FLOWS_NOT_COMPARED.id());
        group.gauge(DuplicateMetric.TAKE_OVERS.id(), accounting::takeOvers);
        group.gauge(DuplicateMetric.FLOWS_FORGOTTEN.id(), accounting::forgotten);
        group.gauge(DuplicateMetric.FLOWS_REMEMBERED.id(), () -> allRemembered);
    }

    /** The batch is of this subtask alone: it came over the network. */
    @Override
    public void processElement(StreamRecord<FlowBatch> element) throws Exception {
        FlowBatch batch = element.getValue();
        sampling.apply(batch);
        for (int row = 0; row < batch.size(); row++) {
            compare(batch, row, FlowDirection.FORWARD);
            if (FlowDirection.REVERSE.isIn(batch, row)) {
                compare(batch, row, FlowDirection.REVERSE);
            }
        }
        output.collect(element);
    }

    private void compare(FlowBatch batch, int row, FlowDirection way) throws Exception {
        if (!isComparable(batch, row, way) || !key.set(batch, row, way)) {
            notCompared.inc();
            return;
        }
        int bucket = key.bucket();
        SeenFlows seen = table(bucket, batch.receivedMillis());
        int point = point(batch, row, seen.points());
        if (point == PointTable.NONE) {
            notCompared.inc();
            return;
        }
        long received = batch.receivedMillis();
        long end = earlier(batch.getOr(FlowField.END_MILLIS, row, batch.exportMillis()), received);
        long start = earlier(batch.getOr(FlowField.START_MILLIS, row, end), end);
        if (accounting.isDuplicate(seen, key, start, end, received, point)) {
            way.markDuplicate(batch, row);
            duplicates.inc();
            duplicateBytes.inc(way.bytes(batch, row));
            duplicatePackets.inc(way.packets(batch, row));
        }
        remember(bucket, seen);
        if (way == FlowDirection.FORWARD) {
            writePoints(batch, row, seen);
        }
    }

    /** What is sampled is another sample at each point; other records have no flow, or many. */
    private static boolean isComparable(FlowBatch batch, int row, FlowDirection way) {
        return batch.protocol() != ExportProtocol.SFLOW_V5
                && SampledCounters.interval(batch, row) == 1
                && batch.getOr(FlowField.FLOW_COUNT, row, 1) <= 1
                && (way.bytes(batch, row) != 0 || way.packets(batch, row) != 0);
    }

    /** The earlier of two times, of which the first is any 64 bits that an exporter sent. */
    private static long earlier(long claimed, long millis) {
        return claimed < 0 ? millis : Math.min(claimed, millis);
    }

    private int point(FlowBatch batch, int row, PointTable known) {
        int port = rules.identity() == ExporterIdentity.ADDRESS_AND_PORT ? batch.exporterPort() : 0;
        long place =
                ObservationPoint.place(
                        batch.domain(), port, batch.getOr(FlowField.DIRECTION, row, -1));
        boolean isMediated = batch.has(FlowField.ORIGINAL_EXPORTER, row);
        return known.numberOf(
                isMediated ? batch.getHigh(FlowField.ORIGINAL_EXPORTER, row) : batch.exporterHigh(),
                isMediated ? batch.get(FlowField.ORIGINAL_EXPORTER, row) : batch.exporterLow(),
                place);
    }

    /** Says who reports the flow, if it is more than one. */
    private void writePoints(FlowBatch batch, int row, SeenFlows seen) {
        int count = seen.pointCount();
        if (count < 2) {
            return;
        }
        for (int i = 0; i < count; i++) {
            System.arraycopy(
                    seen.points().encoded(seen.point(i)),
                    0,
                    points,
                    i * ObservationPoint.BYTES,
                    ObservationPoint.BYTES);
        }
        long slice = batch.append(points, count * ObservationPoint.BYTES);
        batch.set(FlowField.OBSERVATION_POINTS, row, slice);
    }

    private SeenFlows table(int bucket, long nowMillis) throws Exception {
        SeenFlows table = tables[bucket];
        if (table == null) {
            table = load(bucket);
        }
        if (table.sweepDueMillis() == SeenFlows.NOT_DUE) {
            setSweep(bucket, table, nowMillis + rules.memory().toMillis());
        }
        return table;
    }

    private SeenFlows load(int bucket) throws Exception {
        if (!isOwn[bucket]) {
            throw new IllegalStateException(
                    "A flow came to a subtask that does not have its state: give all operators of"
                            + " the job one parallelism, pipeline.parallelism.");
        }
        setCurrentKey(buckets.key(bucket));
        SeenFlows table = state.value();
        if (table == null) {
            table = new SeenFlows();
        }
        // Of a job that was drained the timers are gone.
        if (table.sweepDueMillis() <= timers.currentWatermark()) {
            table.setSweepDue(SeenFlows.NOT_DUE);
        }
        tables[bucket] = table;
        remember(bucket, table);
        return table;
    }

    private void remember(int bucket, SeenFlows table) {
        allRemembered += table.size() - remembered[bucket];
        remembered[bucket] = table.size();
    }

    private void setSweep(int bucket, SeenFlows table, long millis) {
        long due = Math.floorDiv(millis, SECOND_MILLIS) * SECOND_MILLIS + SECOND_MILLIS;
        setCurrentKey(buckets.key(bucket));
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
        table.setSweepDue(due);
    }

    @Override
    public void onEventTime(InternalTimer<Integer, VoidNamespace> timer) throws Exception {
        int bucket = Buckets.ofKey(timer.getKey());
        SeenFlows table = tables[bucket] == null ? load(bucket) : tables[bucket];
        if (table.sweepDueMillis() > timer.getTimestamp()) {
            return; // left over of a table that was empty and forgotten
        }
        table.setSweepDue(SeenFlows.NOT_DUE);
        long now = timers.currentWatermark();
        if (now == Long.MAX_VALUE) {
            return; // the end of the input says nothing of the age of anything
        }
        long memory = rules.memory().toMillis();
        table.forgetBefore(now - memory);
        remember(bucket, table);
        if (table.size() > 0) {
            setSweep(bucket, table, now + memory / 4);
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<Integer, VoidNamespace> timer) {
        throw new IllegalStateException("There are no timers on processing time.");
    }

    /** The state may be written while flows go on: what it has is not ours from here on. */
    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            SeenFlows table = tables[bucket];
            if (table != null) {
                setCurrentKey(buckets.key(bucket));
                if (table.size() > 0) {
                    state.update(table);
                } else {
                    state.clear();
                }
                tables[bucket] = null;
            }
        }
        super.snapshotState(context);
    }

    @Override
    public void close() throws Exception {
        if (names != null) {
            names.close();
        }
        super.close();
    }
}
