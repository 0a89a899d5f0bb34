package io.weir.operators.exporters;

import io.weir.codec.IpAddress;
import io.weir.operators.types.IpAddressSerializer;
import io.weir.operators.types.TransportSession;
import io.weir.operators.types.TransportSessionSerializer;
import io.weir.operators.types.ValueSerializer;
import io.weir.operators.types.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The kind of the notice in one byte, then what it says. */
public final class ExporterNoticeSerializer extends ValueSerializer<ExporterNotice> {

    public static final ExporterNoticeSerializer INSTANCE = new ExporterNoticeSerializer();

    /** The type information of notices. */
    public static final TypeInformation<ExporterNotice> TYPE =
            ValueType.of(ExporterNotice.class, INSTANCE);

    private static final long serialVersionUID = 1L;

    // Kinds, which are in state: they must stay as they are.
    private static final int PART = 1;
    private static final int MINUTE = 2;
    private static final int VIEW = 3;
    private static final int SILENCE = 4;
    private static final int GAP = 5;
    private static final int OPTIONS = 6;

    private ExporterNoticeSerializer() {
        super(1);
    }

    @Override
    protected void write(ExporterNotice notice, DataOutputView to) throws IOException {
        if (notice instanceof ExporterPart part) {
            to.writeByte(PART);
            writePart(part, to);
        } else if (notice instanceof ExporterMinute minute) {
            to.writeByte(MINUTE);
            writeMinute(minute, to);
        } else if (notice instanceof ExporterView view) {
            to.writeByte(VIEW);
            writeView(view, to);
        } else if (notice instanceof ExporterSilence silence) {
            to.writeByte(SILENCE);
            writeSilence(silence, to);
        } else if (notice instanceof ReceptionGap gap) {
            to.writeByte(GAP);
            writeGap(gap, to);
        } else if (notice instanceof OptionsRecord options) {
            to.writeByte(OPTIONS);
            writeOptions(options, to);
        }
    }

    @Override
    protected ExporterNotice read(int version, DataInputView from) throws IOException {
        int kind = from.readByte();
        return switch (kind) {
            case PART -> readPart(from);
            case MINUTE -> readMinute(from);
            case VIEW -> readView(from);
            case SILENCE -> readSilence(from);
            case GAP -> readGap(from);
            case OPTIONS -> readOptions(from);
            default ->
                    throw new IOException(
                            "A notice of an exporter has the unknown kind "
                                    + kind
                                    + ". The state is damaged: restore an earlier savepoint.");
        };
    }

    private static void writePart(ExporterPart part, DataOutputView to) throws IOException {
        write(part.session(), to);
        to.writeLong(part.minuteMillis());
        to.writeLong(part.run());
        ActivityFormat.write(part.activity(), to);
    }

    private static ExporterPart readPart(DataInputView from) throws IOException {
        return new ExporterPart(
                readSession(from),
                from.readLong(),
                from.readLong(),
                ActivityFormat.readActivity(from));
    }

    private static void writeMinute(ExporterMinute minute, DataOutputView to) throws IOException {
        write(minute.exporter(), to);
        to.writeLong(minute.minuteMillis());
        ActivityFormat.write(minute.activity(), to);
    }

    private static ExporterMinute readMinute(DataInputView from) throws IOException {
        return new ExporterMinute(
                readAddress(from), from.readLong(), ActivityFormat.readActivity(from));
    }

    private static void writeView(ExporterView view, DataOutputView to) throws IOException {
        write(view.exporter(), to);
        to.writeLong(view.timeMillis());
        to.writeLong(view.revision());
        to.writeBoolean(view.silent());
        to.writeLong(view.firstSeenMillis());
        to.writeLong(view.lastSeenMillis());
        ActivityFormat.write(view.totals(), to);
        to.writeLong(view.minuteMillis());
        ActivityFormat.write(view.lastMinute(), to);
    }

    private static ExporterView readView(DataInputView from) throws IOException {
        return new ExporterView(
                readAddress(from),
                from.readLong(),
                from.readLong(),
                from.readBoolean(),
                from.readLong(),
                from.readLong(),
                ActivityFormat.readAccounts(from),
                from.readLong(),
                ActivityFormat.readActivity(from));
    }

    private static void writeSilence(ExporterSilence silence, DataOutputView to)
            throws IOException {
        write(silence.exporter(), to);
        to.writeBoolean(silence.change() == ExporterSilence.Change.BACK);
        to.writeLong(silence.timeMillis());
        to.writeLong(silence.sinceMillis());
    }

    private static ExporterSilence readSilence(DataInputView from) throws IOException {
        return new ExporterSilence(
                readAddress(from),
                from.readBoolean() ? ExporterSilence.Change.BACK : ExporterSilence.Change.SILENT,
                from.readLong(),
                from.readLong());
    }

    private static void writeGap(ReceptionGap gap, DataOutputView to) throws IOException {
        write(gap.session(), to);
        to.writeLong(gap.fromMillis());
        to.writeLong(gap.toMillis());
        to.writeInt(gap.domains().size());
        for (ReceptionGap.Domain domain : gap.domains()) {
            ActivityFormat.write(domain.protocol(), to);
            to.writeLong(domain.domain());
            to.writeLong(domain.sequenceBefore());
            to.writeLong(domain.sequenceAfter());
            to.writeLong(domain.missingAtMost());
            ActivityFormat.writeText(domain.unit().label(), to);
        }
    }

    private static ReceptionGap readGap(DataInputView from) throws IOException {
        return new ReceptionGap(
                readSession(from), from.readLong(), from.readLong(), readGapDomains(from));
    }

    private static List<ReceptionGap.Domain> readGapDomains(DataInputView from) throws IOException {
        List<ReceptionGap.Domain> domains = new ArrayList<>();
        for (int left = from.readInt(); left > 0; left--) {
            domains.add(
                    new ReceptionGap.Domain(
                            ActivityFormat.readProtocol(from),
                            from.readLong(),
                            from.readLong(),
                            from.readLong(),
                            from.readLong(),
                            SequenceUnit.ofLabel(ActivityFormat.readText(from))));
        }
        return domains;
    }

    private static void writeOptions(OptionsRecord options, DataOutputView to) throws IOException {
        write(options.session(), to);
        to.writeLong(options.timeMillis());
        ActivityFormat.writeText(options.kind(), to);
        ActivityFormat.write(options.protocol(), to);
        to.writeLong(options.domain());
        to.writeInt(options.template());
        ActivityFormat.writeText(options.scope(), to);
        ActivityFormat.writeTexts(options.values(), to);
    }

    private static OptionsRecord readOptions(DataInputView from) throws IOException {
        return new OptionsRecord(
                readSession(from),
                from.readLong(),
                ActivityFormat.readText(from),
                ActivityFormat.readProtocol(from),
                from.readLong(),
                from.readInt(),
                ActivityFormat.readText(from),
                ActivityFormat.readTexts(from));
    }

    private static void write(TransportSession session, DataOutputView to) throws IOException {
        TransportSessionSerializer.INSTANCE.serialize(session, to);
    }

    private static TransportSession readSession(DataInputView from) throws IOException {
        return TransportSessionSerializer.INSTANCE.deserialize(from);
    }

    private static void write(IpAddress address, DataOutputView to) throws IOException {
        IpAddressSerializer.INSTANCE.serialize(address, to);
    }

    private static IpAddress readAddress(DataInputView from) throws IOException {
        return IpAddressSerializer.INSTANCE.deserialize(from);
    }

    @Override
    public TypeSerializerSnapshot<ExporterNotice> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What savepoints keep of this serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ExporterNotice> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
