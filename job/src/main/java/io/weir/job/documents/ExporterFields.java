package io.weir.job.documents;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.sequence.SequenceUnit;
import io.weir.operators.exporters.Accounts;
import io.weir.operators.exporters.DomainActivity;
import io.weir.operators.exporters.ExporterActivity;
import io.weir.operators.exporters.ReceptionGap;
import java.util.List;
import java.util.Locale;

/** The fields of {@code weir.exporter} that several kinds of documents have. */
final class ExporterFields {

    private final JsonDocument json;

    ExporterFields(JsonDocument json) {
        this.json = json;
    }

    /** The name of a protocol, as in the documents of flows. */
    static String nameOf(ExportProtocol protocol) {
        return protocol.name().toLowerCase(Locale.ROOT);
    }

    void writeAccounts(Accounts accounts) {
        json.put("datagrams", accounts.datagrams());
        json.put("octets", accounts.octets());
        json.put("flows", accounts.flows());
        json.put("decoded", accounts.decoded());
        json.begin("malformed");
        json.put("total", accounts.malformedTotal());
        accounts.malformed().forEach(this::putCount);
        json.end();
        json.begin("counters");
        accounts.counters().forEach(this::putCount);
        json.end();
    }

    private void putCount(String name, long count) {
        json.put(FieldName.of(name), count);
    }

    /** What happened in a minute, and what was known at its end. */
    void writeActivity(ExporterActivity activity) {
        if (activity.isHeard()) {
            json.putTime("first_seen", activity.firstSeenMillis());
            json.putTime("last_seen", activity.lastSeenMillis());
        }
        writeKnowledge(activity);
        json.beginArray("domains");
        activity.domains().forEach(this::writeDomain);
        json.endArray();
    }

    /** What was known at the end of a minute. */
    void writeKnowledge(ExporterActivity activity) {
        json.putStrings(
                "protocols", activity.protocols().stream().map(ExporterFields::nameOf).toList());
        json.putNumbers("source_ports", List.copyOf(activity.sourcePorts()));
        json.put("sessions", activity.templates().size());
        json.put("templates", activity.templateCount());
        if (activity.clockSkewMillis() != ExporterActivity.SKEW_UNKNOWN) {
            json.begin("clock").put("skew_ms", activity.clockSkewMillis()).end();
        }
        activity.lossShare().ifPresent(share -> json.begin("loss").put("share", share).end());
    }

    private void writeDomain(DomainActivity domain) {
        json.item();
        json.put("protocol", nameOf(domain.protocol()));
        json.put("domain", domain.domain());
        json.put("datagrams", domain.datagrams());
        json.begin("sequence");
        json.put("first", domain.firstSequence()).put("last", domain.lastSequence());
        if (domain.unit() != SequenceUnit.UNKNOWN) {
            json.put("unit", domain.unit().label());
        }
        json.end();
        if (domain.isFollowed()) {
            json.put("received", domain.unitsReceived()).put("lost", domain.unitsLost());
            json.put(
                    "loss_share",
                    ExporterActivity.share(domain.unitsLost(), domain.unitsReceived()));
        }
        json.end();
    }

    void writeGaps(List<ReceptionGap.Domain> domains) {
        json.beginArray("domains");
        for (ReceptionGap.Domain domain : domains) {
            boolean known = domain.missingAtMost() != ReceptionGap.Domain.UNKNOWN;
            json.item();
            json.put("protocol", nameOf(domain.protocol()));
            json.put("domain", domain.domain());
            json.begin("sequence");
            json.put("before", domain.sequenceBefore()).put("after", domain.sequenceAfter());
            json.put("unit", domain.unit().label()).end();
            if (known) {
                json.put("missing_at_most", domain.missingAtMost());
            }
            json.put("reason", known ? "not received" : "the sequence does not go on");
            json.end();
        }
        json.endArray();
    }
}
