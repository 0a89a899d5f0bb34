package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.detect.Finding.Role;
import io.weir.operators.enrich.ids.FlowId;
import io.weir.operators.tables.DistinctSketches;
import io.weir.operators.traffic.Traffic;
import io.weir.operators.types.IpAddressSerializer;
import io.weir.operators.types.ValueSerializer;
import io.weir.operators.types.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The serializers of what the detection stages send to each other and keep in state. */
public final class DetectSerializers {

    public static final TypeInformation<Evidence> EVIDENCE =
            ValueType.of(Evidence.class, EvidenceSerializer.INSTANCE);
    public static final TypeInformation<JudgedEvidence> JUDGED_EVIDENCE =
            ValueType.of(JudgedEvidence.class, JudgedEvidenceSerializer.INSTANCE);
    public static final TypeInformation<Suspect> SUSPECT =
            ValueType.of(Suspect.class, SuspectSerializer.INSTANCE);
    public static final TypeInformation<Finding> FINDING =
            ValueType.of(Finding.class, FindingSerializer.INSTANCE);
    public static final TypeInformation<Alert> ALERT =
            ValueType.of(Alert.class, AlertSerializer.INSTANCE);

    private DetectSerializers() {}

    /** Version 1 knew neither what the suspect received nor ids of flows. */
    static final class EvidenceSerializer extends ValueSerializer<Evidence> {

        static final EvidenceSerializer INSTANCE = new EvidenceSerializer();

        private static final long serialVersionUID = 1L;

        private EvidenceSerializer() {
            super(2);
        }

        @Override
        protected void write(Evidence value, DataOutputView to) throws IOException {
            SuspectSerializer.INSTANCE.serialize(value.suspect(), to);
            to.writeLong(value.second());
            to.writeLong(value.flows());
            to.writeLong(value.packets());
            to.writeLong(value.bytes());
            to.writeLong(value.received());
            to.writeLong(value.answered());
            to.writeLong(value.firstReceivedMillis());
            to.writeLong(value.lastReceivedMillis());
            to.writeInt(value.observations().size());
            for (Observation observation : value.observations()) {
                writeObservation(observation, to);
            }
            writeAddresses(value.exporters(), to);
            writeFlowIds(value.flowIds(), to);
            writeSketches(value.more(), to);
        }

        @Override
        protected Evidence read(int written, DataInputView from) throws IOException {
            return new Evidence(
                    SuspectSerializer.INSTANCE.deserialize(from),
                    from.readLong(),
                    from.readLong(),
                    from.readLong(),
                    from.readLong(),
                    written > 1 ? from.readLong() : 0,
                    from.readLong(),
                    from.readLong(),
                    from.readLong(),
                    readObservations(from),
                    readAddresses(from),
                    written > 1 ? readFlowIds(from) : List.of(),
                    readSketches(from));
        }

        @Override
        public TypeSerializerSnapshot<Evidence> snapshotConfiguration() {
            return new EvidenceSnapshot();
        }
    }

    /** What savepoints keep of this serializer: its class. */
    public static final class EvidenceSnapshot extends SimpleTypeSerializerSnapshot<Evidence> {
        public EvidenceSnapshot() {
            super(() -> EvidenceSerializer.INSTANCE);
        }
    }

    static final class JudgedEvidenceSerializer extends ValueSerializer<JudgedEvidence> {

        static final JudgedEvidenceSerializer INSTANCE = new JudgedEvidenceSerializer();

        private static final long serialVersionUID = 1L;

        private JudgedEvidenceSerializer() {
            super(1);
        }

        @Override
        protected void write(JudgedEvidence value, DataOutputView to) throws IOException {
            EvidenceSerializer.INSTANCE.serialize(value.evidence(), to);
            to.writeBoolean(value.isFound());
        }

        @Override
        protected JudgedEvidence read(int version, DataInputView from) throws IOException {
            return new JudgedEvidence(
                    EvidenceSerializer.INSTANCE.deserialize(from), from.readBoolean());
        }

        @Override
        public TypeSerializerSnapshot<JudgedEvidence> snapshotConfiguration() {
            return new JudgedEvidenceSnapshot();
        }
    }

    /** What savepoints keep of this serializer: its class. */
    public static final class JudgedEvidenceSnapshot
            extends SimpleTypeSerializerSnapshot<JudgedEvidence> {
        public JudgedEvidenceSnapshot() {
            super(() -> JudgedEvidenceSerializer.INSTANCE);
        }
    }

    /** Suspects are keys: their bytes must not change. */
    static final class SuspectSerializer extends ValueSerializer<Suspect> {

        static final SuspectSerializer INSTANCE = new SuspectSerializer();

        private static final long serialVersionUID = 1L;

        private SuspectSerializer() {
            super(1);
        }

        @Override
        protected void write(Suspect value, DataOutputView to) throws IOException {
            to.writeByte(value.kind().code());
            to.writeLong(value.address().high());
            to.writeLong(value.address().low());
            to.writeInt(value.scope());
        }

        @Override
        protected Suspect read(int version, DataInputView from) throws IOException {
            int code = from.readByte();
            IpAddress address = new IpAddress(from.readLong(), from.readLong());
            return new Suspect(EvidenceKind.ofCode(code), address, from.readInt());
        }

        @Override
        public TypeSerializerSnapshot<Suspect> snapshotConfiguration() {
            return new SuspectSnapshot();
        }
    }

    /** What savepoints keep of this serializer: its class. */
    public static final class SuspectSnapshot extends SimpleTypeSerializerSnapshot<Suspect> {
        public SuspectSnapshot() {
            super(() -> SuspectSerializer.INSTANCE);
        }
    }

    static final class RuleSerializer extends ValueSerializer<Rule> {

        static final RuleSerializer INSTANCE = new RuleSerializer();

        private static final long serialVersionUID = 1L;

        private RuleSerializer() {
            super(1);
        }

        @Override
        protected void write(Rule value, DataOutputView to) throws IOException {
            to.writeUTF(value.id());
            to.writeUTF(value.name());
            to.writeUTF(value.category());
            to.writeInt(value.severity());
            to.writeBoolean(value.technique() != null);
            if (value.technique() != null) {
                to.writeUTF(value.technique());
            }
        }

        @Override
        protected Rule read(int version, DataInputView from) throws IOException {
            return new Rule(
                    from.readUTF(),
                    from.readUTF(),
                    from.readUTF(),
                    from.readInt(),
                    from.readBoolean() ? from.readUTF() : null);
        }

        @Override
        public TypeSerializerSnapshot<Rule> snapshotConfiguration() {
            return new RuleSnapshot();
        }
    }

    /** What savepoints keep of this serializer: its class. */
    public static final class RuleSnapshot extends SimpleTypeSerializerSnapshot<Rule> {
        public RuleSnapshot() {
            super(() -> RuleSerializer.INSTANCE);
        }
    }

    static final class FindingSerializer extends ValueSerializer<Finding> {

        static final FindingSerializer INSTANCE = new FindingSerializer();

        private static final long serialVersionUID = 1L;

        private FindingSerializer() {
            super(2);
        }

        @Override
        protected void write(Finding value, DataOutputView to) throws IOException {
            RuleSerializer.INSTANCE.serialize(value.rule(), to);
            to.writeBoolean(value.entity() != null);
            if (value.entity() != null) {
                IpAddressSerializer.INSTANCE.serialize(value.entity(), to);
            }
            to.writeByte(value.role().code());
            to.writeUTF(value.scope());
            to.writeLong(value.count());
            to.writeUTF(value.measure());
            to.writeLong(value.windowStart());
            to.writeLong(value.windowEnd());
            to.writeLong(value.triggerReceivedMillis());
            writeTraffic(value.traffic(), to);
            to.writeLong(value.receivedBytes());
            writeSample(value.sample(), to);
        }

        @Override
        protected Finding read(int written, DataInputView from) throws IOException {
            return new Finding(
                    RuleSerializer.INSTANCE.deserialize(from),
                    from.readBoolean() ? IpAddressSerializer.INSTANCE.deserialize(from) : null,
                    readRole(written, from),
                    from.readUTF(),
                    from.readLong(),
                    from.readUTF(),
                    from.readLong(),
                    from.readLong(),
                    from.readLong(),
                    readTraffic(from),
                    written > 1 ? from.readLong() : 0,
                    readSample(written, from));
        }

        private static Role readRole(int written, DataInputView from) throws IOException {
            int code = from.readByte();
            // the first format had whether the entity is the source
            return written > 1 ? Role.ofCode(code) : code == 1 ? Role.SOURCE : Role.DESTINATION;
        }

        private static void writeSample(Sample sample, DataOutputView to) throws IOException {
            to.writeLong(sample.hosts());
            writeAddresses(sample.peers(), to);
            to.writeInt(sample.ports().size());
            for (int port : sample.ports()) {
                to.writeInt(port);
            }
            writeAddresses(sample.exporters(), to);
            writeFlowIds(sample.flowIds(), to);
        }

        private static Sample readSample(int written, DataInputView from) throws IOException {
            return new Sample(
                    written > 1 ? from.readLong() : 0,
                    readAddresses(from),
                    readPorts(from),
                    readAddresses(from),
                    readFlowIds(from));
        }

        @Override
        public TypeSerializerSnapshot<Finding> snapshotConfiguration() {
            return new FindingSnapshot();
        }
    }

    /** What savepoints keep of this serializer: its class. */
    public static final class FindingSnapshot extends SimpleTypeSerializerSnapshot<Finding> {
        public FindingSnapshot() {
            super(() -> FindingSerializer.INSTANCE);
        }
    }

    static final class AlertSerializer extends ValueSerializer<Alert> {

        static final AlertSerializer INSTANCE = new AlertSerializer();

        private static final long serialVersionUID = 1L;

        private AlertSerializer() {
            super(1);
        }

        @Override
        protected void write(Alert value, DataOutputView to) throws IOException {
            to.writeUTF(value.id());
            to.writeUTF(value.status().name());
            to.writeLong(value.openedMillis());
            to.writeLong(value.revision());
            to.writeBoolean(value.isDryRun());
            FindingSerializer.INSTANCE.serialize(value.finding(), to);
            writeCourse(value.course(), to);
        }

        @Override
        protected Alert read(int version, DataInputView from) throws IOException {
            return new Alert(
                    from.readUTF(),
                    Alert.Status.valueOf(from.readUTF()),
                    from.readLong(),
                    from.readLong(),
                    from.readBoolean(),
                    FindingSerializer.INSTANCE.deserialize(from),
                    readCourse(from));
        }

        @Override
        public TypeSerializerSnapshot<Alert> snapshotConfiguration() {
            return new AlertSnapshot();
        }
    }

    /** What savepoints keep of this serializer: its class. */
    public static final class AlertSnapshot extends SimpleTypeSerializerSnapshot<Alert> {
        public AlertSnapshot() {
            super(() -> AlertSerializer.INSTANCE);
        }
    }

    static void writeObservation(Observation observation, DataOutputView to) throws IOException {
        to.writeLong(observation.peerHigh());
        to.writeLong(observation.peerLow());
        to.writeInt(observation.number());
    }

    static Observation readObservation(DataInputView from) throws IOException {
        return new Observation(from.readLong(), from.readLong(), from.readInt());
    }

    static void writeAddresses(List<IpAddress> addresses, DataOutputView to) throws IOException {
        to.writeInt(addresses.size());
        for (IpAddress address : addresses) {
            IpAddressSerializer.INSTANCE.serialize(address, to);
        }
    }

    static List<IpAddress> readAddresses(DataInputView from) throws IOException {
        int size = from.readInt();
        List<IpAddress> addresses = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            addresses.add(IpAddressSerializer.INSTANCE.deserialize(from));
        }
        return addresses;
    }

    private static List<Integer> readPorts(DataInputView from) throws IOException {
        int size = from.readInt();
        List<Integer> ports = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            ports.add(from.readInt());
        }
        return ports;
    }

    static void writeFlowIds(List<FlowId> ids, DataOutputView to) throws IOException {
        to.writeInt(ids.size());
        for (FlowId id : ids) {
            to.writeLong(id.high());
            to.writeLong(id.low());
        }
    }

    static List<FlowId> readFlowIds(DataInputView from) throws IOException {
        int size = from.readInt();
        List<FlowId> ids = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            ids.add(new FlowId(from.readLong(), from.readLong()));
        }
        return ids;
    }

    static void writeCourse(Course course, DataOutputView to) throws IOException {
        to.writeLong(course.startMillis());
        to.writeLong(course.endMillis());
        to.writeLong(course.count());
        writeTraffic(course.traffic(), to);
        writeAddresses(course.exporters(), to);
        writeFlowIds(course.flowIds(), to);
    }

    static Course readCourse(DataInputView from) throws IOException {
        return new Course(
                from.readLong(),
                from.readLong(),
                from.readLong(),
                readTraffic(from),
                readAddresses(from),
                readFlowIds(from));
    }

    private static void writeTraffic(Traffic traffic, DataOutputView to) throws IOException {
        to.writeLong(traffic.flows());
        to.writeLong(traffic.packets());
        to.writeLong(traffic.bytes());
    }

    private static Traffic readTraffic(DataInputView from) throws IOException {
        long flows = from.readLong();
        long packets = from.readLong();
        return new Traffic(from.readLong(), packets, flows);
    }

    private static List<Observation> readObservations(DataInputView from) throws IOException {
        int size = from.readInt();
        List<Observation> observations = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            observations.add(readObservation(from));
        }
        return observations;
    }

    static void writeSketches(@Nullable DistinctSketches sketches, DataOutputView to)
            throws IOException {
        to.writeBoolean(sketches != null);
        if (sketches != null) {
            sketches.write(to);
        }
    }

    @Nullable
    static DistinctSketches readSketches(DataInputView from) throws IOException {
        return from.readBoolean() ? DistinctSketches.read(from) : null;
    }
}
