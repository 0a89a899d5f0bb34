package io.weir.job.documents;

import io.weir.codec.IpAddress;
import io.weir.operators.exporters.ExporterActivity;
import io.weir.operators.exporters.ExporterMinute;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.exporters.ExporterPart;
import io.weir.operators.exporters.ExporterSilence;
import io.weir.operators.exporters.ExporterView;
import io.weir.operators.exporters.OptionsRecord;
import io.weir.operators.exporters.ReceptionGap;
import io.weir.operators.types.TransportSession;
import java.util.List;
import java.util.Locale;

/**
 * Writes what is told of exporters, one document per notice. One instance per thread.
 *
 * <p>Minutes, silences and gaps lie in the index of the day on which they began; what is true by
 * now lies in one index for ever. An id says exporter and what it is about, so that a later
 * revision replaces an earlier one.
 */
public final class ExporterDocuments implements RevisedDocuments<ExporterNotice> {

    /** The name of the index of what is true by now, behind the prefix and a dash. */
    public static final String CURRENT = "exporters-current";

    private static final double SECONDS_OF_MINUTE = 60;

    private final JsonDocument json = new JsonDocument();
    private final ExporterFields fields = new ExporterFields(json);
    private final IndexDay days;
    private final String current;

    /** Of the document that is being written. */
    private long revision;

    public ExporterDocuments(String indexPrefix) {
        days = new IndexDay(indexPrefix + "-exporters-");
        current = indexPrefix + "-" + CURRENT;
    }

    /**
     * The document of a notice.
     *
     * @throws IllegalArgumentException for a part of a minute, which is none
     */
    public IndexedDocument write(ExporterNotice notice, long nowMillis) {
        if (notice instanceof ExporterMinute minute) {
            return write(minute, nowMillis);
        } else if (notice instanceof ExporterView view) {
            return write(view, nowMillis);
        } else if (notice instanceof ExporterSilence silence) {
            return write(silence, nowMillis);
        } else if (notice instanceof ReceptionGap gap) {
            return write(gap, nowMillis);
        } else if (notice instanceof OptionsRecord options) {
            return write(options, nowMillis);
        }
        throw new IllegalArgumentException("There is no document for " + notice + ".");
    }

    @Override
    public List<IndexedDocument> documents(ExporterNotice notice, long nowMillis) {
        return List.of(write(notice, nowMillis));
    }

    private IndexedDocument write(ExporterMinute minute, long nowMillis) {
        start(minute.exporter(), minute.minuteMillis());
        beginEvent("metric", "minute", nowMillis).putTime("created", minute.endMillis()).end();
        beginWeir(minute.revision());
        writeWindow(minute.minuteMillis());
        json.begin("exporter");
        fields.writeAccounts(minute.activity().accounts());
        fields.writeActivity(minute.activity());
        json.end().end();
        return inDay(minute.minuteMillis(), ExporterIds.of(minute));
    }

    private IndexedDocument write(ExporterView view, long nowMillis) {
        ExporterActivity last = view.lastMinute();
        start(view.exporter(), view.timeMillis());
        beginEvent("state", "current", nowMillis).end();
        beginWeir(view.revision());
        writeWindow(view.minuteMillis());
        json.begin("exporter");
        json.put("state", view.silent() ? "silent" : "active");
        json.putTime("first_seen", view.firstSeenMillis());
        json.putTime("last_seen", view.lastSeenMillis());
        fields.writeAccounts(view.totals());
        json.begin("rate");
        json.put("datagrams", perSecond(view, last.accounts().datagrams()));
        json.put("octets", perSecond(view, last.accounts().octets()));
        json.put("flows", perSecond(view, last.accounts().flows()));
        json.end();
        fields.writeKnowledge(last);
        json.end().end();
        return inCurrent(ExporterIds.of(view));
    }

    /** In the last minute in which anything came; none of a silent exporter. */
    static double perSecond(ExporterView view, long count) {
        return view.silent() ? 0 : count / SECONDS_OF_MINUTE;
    }

    private IndexedDocument write(ExporterSilence silence, long nowMillis) {
        String change = silence.change().name().toLowerCase(Locale.ROOT);
        boolean back = silence.change() == ExporterSilence.Change.BACK;
        start(silence.exporter(), silence.timeMillis());
        beginEvent("event", "silence", nowMillis).put("action", "exporter-" + change);
        json.putTime("start", silence.sinceMillis());
        if (back) {
            json.putTime("end", silence.timeMillis());
        }
        json.end();
        json.put(
                "message",
                "Exporter "
                        + silence.exporter()
                        + (back ? " is back." : " is silent: nothing came any more."));
        beginWeir(silence.timeMillis());
        json.begin("exporter").put("state", back ? "active" : "silent");
        json.putTime("last_seen", silence.sinceMillis());
        json.end().end();
        return inDay(silence.sinceMillis(), ExporterIds.of(silence));
    }

    private IndexedDocument write(ReceptionGap gap, long nowMillis) {
        start(gap.exporter(), gap.fromMillis());
        beginEvent("event", "gap", nowMillis).put("action", "reception-gap");
        json.putTime("start", gap.fromMillis()).putTime("end", gap.toMillis());
        json.put("reason", "the job did not run").end();
        json.put("message", message(gap));
        beginWeir(gap.toMillis()).begin("exporter").begin("gap");
        int port = gap.session().port();
        if (port != TransportSession.ANY_PORT) {
            json.put("port", port);
        }
        fields.writeGaps(gap.domains());
        json.end().end().end();
        return inDay(gap.fromMillis(), ExporterIds.of(gap));
    }

    private static String message(ReceptionGap gap) {
        return "The job did not run for a part of the "
                + (gap.toMillis() - gap.fromMillis()) / 1_000
                + " s in which nothing of exporter "
                + gap.exporter()
                + " was received.";
    }

    private IndexedDocument write(OptionsRecord options, long nowMillis) {
        start(options.exporter(), options.timeMillis());
        beginEvent("state", "options", nowMillis).end();
        beginWeir(options.timeMillis());
        json.begin("exporter").begin("options");
        json.put("kind", options.kind());
        json.put("protocol", ExporterFields.nameOf(options.protocol()));
        json.put("domain", options.domain());
        json.put("template", options.template());
        if (!options.scope().isEmpty()) {
            json.put("scope", options.scope());
        }
        json.begin("values");
        options.values().forEach(json::put);
        json.end().end().end().end();
        return inCurrent(ExporterIds.of(options));
    }

    private void start(IpAddress exporter, long timeMillis) {
        json.start();
        json.putTime("@timestamp", timeMillis);
        json.begin("ecs").put("version", "1.5.0").end();
        json.begin("observer").put("type", "flow-exporter").putAddress("ip", exporter).end();
    }

    private JsonDocument beginEvent(String kind, String dataset, long nowMillis) {
        json.begin("event").put("kind", kind);
        json.put("module", "weir").put("dataset", "weir.exporter." + dataset);
        return json.putTime("ingested", nowMillis);
    }

    private JsonDocument beginWeir(long revisionOfDocument) {
        revision = revisionOfDocument;
        return json.begin("weir").put("revision", revision);
    }

    private void writeWindow(long minuteMillis) {
        json.begin("window");
        json.putTime("start", minuteMillis);
        json.putTime("end", endOfMinute(minuteMillis));
        json.end();
    }

    static long endOfMinute(long minuteMillis) {
        return minuteMillis + ExporterPart.MINUTE_MILLIS;
    }

    private IndexedDocument inDay(long millis, String id) {
        return new IndexedDocument(days.of(millis), id, revision, json.finish());
    }

    private IndexedDocument inCurrent(String id) {
        return new IndexedDocument(current, id, revision, json.finish());
    }
}
