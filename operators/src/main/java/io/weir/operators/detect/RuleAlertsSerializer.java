package io.weir.operators.detect;

import io.weir.operators.detect.DetectSerializers.FindingSerializer;
import io.weir.operators.types.StateSerializer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The serializer of the state of the life cycle of alerts. */
final class RuleAlertsSerializer extends StateSerializer<RuleAlerts> {

    static final RuleAlertsSerializer INSTANCE = new RuleAlertsSerializer();

    private static final long serialVersionUID = 1L;

    private RuleAlertsSerializer() {
        super(1);
    }

    @Override
    protected void write(RuleAlerts alerts, DataOutputView to) throws IOException {
        to.writeLong(alerts.minute());
        to.writeInt(alerts.openedInMinute());
        to.writeInt(alerts.size());
        for (OpenAlert alert : alerts.open()) {
            writeAlert(alert, to);
        }
        to.writeBoolean(alerts.heldBack() != null);
        if (alerts.heldBack() != null) {
            alerts.heldBack().write(to);
        }
    }

    @Override
    protected RuleAlerts read(int written, DataInputView from) throws IOException {
        long minute = from.readLong();
        int opened = from.readInt();
        int size = from.readInt();
        Map<String, OpenAlert> open = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            OpenAlert alert = readAlert(from);
            open.put(alert.latest().alertKey(), alert);
        }
        return new RuleAlerts(
                open, minute, opened, from.readBoolean() ? HeldBack.read(from) : null);
    }

    static void writeAlert(OpenAlert alert, DataOutputView to) throws IOException {
        to.writeUTF(alert.id());
        to.writeLong(alert.openedMillis());
        to.writeLong(alert.nextCount());
        to.writeLong(alert.lastSeenMillis());
        FindingSerializer.INSTANCE.serialize(alert.latest(), to);
        DetectSerializers.writeCourse(alert.course(), to);
    }

    static OpenAlert readAlert(DataInputView from) throws IOException {
        return new OpenAlert(
                from.readUTF(),
                from.readLong(),
                from.readLong(),
                from.readLong(),
                FindingSerializer.INSTANCE.deserialize(from),
                DetectSerializers.readCourse(from));
    }

    @Override
    public RuleAlerts createInstance() {
        return new RuleAlerts();
    }

    @Override
    public RuleAlerts copy(RuleAlerts from) {
        return from.copy();
    }

    @Override
    public TypeSerializerSnapshot<RuleAlerts> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What savepoints keep of this serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RuleAlerts> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
