package io.weir.job.documents;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.sequence.SequenceUnit;
import io.weir.job.documents.protobuf.ProtobufWriter;
import io.weir.operators.exporters.Accounts;
import io.weir.operators.exporters.DomainActivity;
import io.weir.operators.exporters.ExporterActivity;
import io.weir.operators.exporters.ExporterMinute;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.exporters.ExporterSilence;
import io.weir.operators.exporters.ExporterView;
import io.weir.operators.exporters.OptionsRecord;
import io.weir.operators.exporters.ReceptionGap;
import io.weir.operators.types.TransportSession;
import java.util.Map;

/**
 * Writes what is told of exporters as messages {@code weir.v1.Exporter}, whose schema is in {@code
 * weir/v1/messages.proto}. One instance per thread.
 */
public final class ExporterProtobuf {

    private static final int MINUTE = 1;
    private static final int CURRENT = 2;
    private static final int SILENCE = 3;
    private static final int GAP = 4;
    private static final int OPTIONS_RECORD = 5;

    private static final int ACTIVE = 1;
    private static final int SILENT = 2;

    private final ProtobufWriter message = new ProtobufWriter();

    /** Of what is inside of the message, one at a time. */
    private final ProtobufWriter part = new ProtobufWriter();

    /**
     * The message of a notice.
     *
     * @throws IllegalArgumentException for a part of a minute, which has none
     */
    public KeyedMessage write(ExporterNotice notice) {
        String id = ExporterIds.of(notice);
        message.start();
        message.put(1, id);
        message.putAddress(4, notice.exporter());
        message.put(5, notice.timeMillis());
        if (notice instanceof ExporterMinute minute) {
            write(minute);
        } else if (notice instanceof ExporterView view) {
            write(view);
        } else if (notice instanceof ExporterSilence silence) {
            write(silence);
        } else if (notice instanceof ReceptionGap gap) {
            write(gap);
        } else if (notice instanceof OptionsRecord options) {
            write(options);
        }
        return new KeyedMessage(id, message.finish());
    }

    private void begin(int kind, long revision) {
        message.put(2, revision);
        message.put(3, kind);
    }

    private void write(ExporterMinute minute) {
        ExporterActivity activity = minute.activity();
        begin(MINUTE, minute.revision());
        message.put(6, minute.minuteMillis());
        message.put(7, minute.endMillis());
        if (activity.isHeard()) {
            message.put(8, activity.firstSeenMillis());
            message.put(9, activity.lastSeenMillis());
        }
        writeAccounts(activity.accounts());
        writeKnowledge(activity);
        activity.domains().forEach(this::write);
    }

    private void write(ExporterView view) {
        Accounts last = view.lastMinute().accounts();
        begin(CURRENT, view.revision());
        message.put(6, view.minuteMillis());
        message.put(7, ExporterDocuments.endOfMinute(view.minuteMillis()));
        message.put(8, view.firstSeenMillis());
        message.put(9, view.lastSeenMillis());
        writeAccounts(view.totals());
        writeKnowledge(view.lastMinute());
        message.put(23, view.silent() ? SILENT : ACTIVE);
        message.put(24, ExporterDocuments.perSecond(view, last.datagrams()));
        message.put(25, ExporterDocuments.perSecond(view, last.octets()));
        message.put(26, ExporterDocuments.perSecond(view, last.flows()));
    }

    private void writeAccounts(Accounts accounts) {
        message.put(10, accounts.datagrams());
        message.put(11, accounts.octets());
        message.put(12, accounts.flows());
        message.put(13, accounts.decoded());
        writeCounts(14, accounts.malformed());
        writeCounts(15, accounts.counters());
    }

    /** By the names that the documents have. */
    private void writeCounts(int field, Map<String, Long> counts) {
        counts.forEach(
                (name, count) ->
                        message.put(
                                field,
                                part.start().put(1, FieldName.of(name)).put(2, count).finish()));
    }

    private void writeKnowledge(ExporterActivity activity) {
        for (ExportProtocol protocol : activity.protocols()) {
            message.put(16, protocol.code());
        }
        for (int port : activity.sourcePorts()) {
            message.put(17, port);
        }
        message.put(18, activity.templates().size());
        message.put(19, activity.templateCount());
        if (activity.clockSkewMillis() != ExporterActivity.SKEW_UNKNOWN) {
            message.putSigned(20, activity.clockSkewMillis());
        }
        activity.lossShare().ifPresent(share -> message.put(21, share));
    }

    private void write(DomainActivity domain) {
        part.start();
        part.put(1, domain.protocol().code());
        part.put(2, domain.domain());
        part.put(3, domain.datagrams());
        part.put(4, domain.firstSequence());
        part.put(5, domain.lastSequence());
        if (domain.unit() != SequenceUnit.UNKNOWN) {
            part.put(6, domain.unit().label());
        }
        if (domain.isFollowed()) {
            part.put(7, domain.unitsReceived());
            part.put(8, domain.unitsLost());
        }
        message.put(22, part.finish());
    }

    private void write(ExporterSilence silence) {
        boolean back = silence.change() == ExporterSilence.Change.BACK;
        begin(SILENCE, silence.timeMillis());
        message.put(9, silence.sinceMillis());
        message.put(23, back ? ACTIVE : SILENT);
    }

    private void write(ReceptionGap gap) {
        begin(GAP, gap.toMillis());
        message.put(27, gap.toMillis());
        if (gap.session().port() != TransportSession.ANY_PORT) {
            message.put(28, gap.session().port());
        }
        for (ReceptionGap.Domain domain : gap.domains()) {
            part.start();
            part.put(1, domain.protocol().code());
            part.put(2, domain.domain());
            part.put(3, domain.sequenceBefore());
            part.put(4, domain.sequenceAfter());
            part.put(5, domain.unit().label());
            if (domain.missingAtMost() != ReceptionGap.Domain.UNKNOWN) {
                part.put(6, domain.missingAtMost());
            }
            message.put(29, part.finish());
        }
    }

    private void write(OptionsRecord options) {
        begin(OPTIONS_RECORD, options.timeMillis());
        message.put(30, options.kind());
        message.put(31, options.protocol().code());
        message.put(32, options.domain());
        message.put(33, options.template());
        message.put(34, options.scope());
        options.values()
                .forEach(
                        (name, value) ->
                                message.put(35, part.start().put(1, name).put(2, value).finish()));
    }
}
