package io.weir.codec.options;

import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.store.SessionStore;
import io.weir.codec.store.SessionTable;
import io.weir.codec.template.RecordCursor;
import io.weir.codec.template.Template;
import io.weir.codec.template.TemplateFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The options records of an exporter, in the store and in memory. As they are sent again every few
 * minutes, only what is new or has changed is written.
 *
 * <p>There may be {@code most} of them, of {@value #AVERAGE_LENGTH} octets on average. When that is
 * reached, those not heard of for a day make room; if none are, the new one is refused.
 */
final class OptionsRecords {

    private static final int AVERAGE_LENGTH = 512;

    /** A day. */
    private static final long FORGET_AFTER_MILLIS = 24 * 60 * 60_000L;

    /** How often at most those are looked for that can be forgotten: every ten minutes. */
    private static final long LOOK_AGAIN_MILLIS = 10 * 60_000L;

    private final SessionStore store;
    private final int most;
    private final OptionsListener listener;
    private final StoredOptions layout = new StoredOptions();

    private LongTable<OptionsRecord> records = new LongTable<>();
    private OptionsTables tables = new OptionsTables();
    private long storedBytes;
    private long lastRevision;
    private boolean hearing;
    private long lookAgainMillis = Long.MIN_VALUE;

    OptionsRecords(SessionStore store, int most, OptionsListener listener) {
        this.store = store;
        this.most = most;
        this.listener = listener;
        restore();
    }

    OptionsTables tables() {
        return tables;
    }

    /** Learns from the record at which the plan's cursor is. */
    void learn(ExportProtocol protocol, long domain, OptionsPlan plan, long receivedMillis) {
        if (!hearing) {
            hearing = true; // when those were heard that were restored, nobody knows
            records.forEach(record -> record.heardMillis = receivedMillis);
        }
        if (!layout.begin(protocol, domain, plan)) {
            listener.refused();
            return;
        }
        long identity = plan.identity(protocol, domain);
        OptionsRecord record = records.get(identity);
        if (record != null && layout.sameAs(record.stored)) {
            record.heardMillis = receivedMillis;
            return;
        }
        int growth = layout.length() - (record == null ? 0 : record.stored.length);
        if (!hasRoom(record == null ? 1 : 0, growth, receivedMillis)) {
            listener.refused();
            return;
        }
        if (record == null) {
            record = new OptionsRecord(identity);
            records.put(identity, record);
        }
        record.heardMillis = receivedMillis;
        record.stored = layout.toBytes(++lastRevision);
        storedBytes += growth;
        store.put(SessionTable.OPTIONS, identity, record.stored);
        plan.read(domain, record);
        tables.place(protocol, record);
        RecordCursor cursor = plan.cursor();
        listener.changed(record.kind, plan.template(), cursor.bytes(), cursor.from(), cursor.to());
    }

    private boolean hasRoom(int more, int bytes, long nowMillis) {
        if (fits(more, bytes)) {
            return true;
        }
        if (nowMillis < lookAgainMillis) {
            return false;
        }
        lookAgainMillis = nowMillis + LOOK_AGAIN_MILLIS;
        forgetNotHeardSince(nowMillis - FORGET_AFTER_MILLIS);
        return fits(more, bytes);
    }

    private boolean fits(int more, int bytes) {
        return records.size() + more <= most
                && (bytes <= 0 || storedBytes + bytes <= (long) most * AVERAGE_LENGTH);
    }

    private void forgetNotHeardSince(long cutoffMillis) {
        List<OptionsRecord> kept = new ArrayList<>();
        records.forEach(
                record -> {
                    if (record.heardMillis < cutoffMillis) {
                        store.remove(SessionTable.OPTIONS, record.identity);
                    } else {
                        kept.add(record);
                    }
                });
        if (kept.size() < records.size()) {
            fill(kept);
        }
    }

    private void restore() {
        List<OptionsRecord> stored = new ArrayList<>();
        store.forEachKey(SessionTable.OPTIONS, identity -> stored.add(new OptionsRecord(identity)));
        for (OptionsRecord record : stored) {
            record.stored = store.get(SessionTable.OPTIONS, record.identity);
        }
        fill(stored);
    }

    /** Makes the tables anew, in the order in which the records came. */
    private void fill(List<OptionsRecord> from) {
        records = new LongTable<>();
        tables = new OptionsTables();
        storedBytes = 0;
        Map<Template, OptionsPlan> plans = new HashMap<>();
        from.sort(Comparator.comparingLong(record -> StoredOptions.revision(record.stored)));
        for (OptionsRecord record : from) {
            StoredOptions.Content content = StoredOptions.read(record.stored);
            TemplateFormat format = TemplateFormat.of(content.protocol());
            OptionsPlan plan =
                    plans.computeIfAbsent(
                            content.template(), template -> OptionsPlan.compile(template, format));
            seek(plan.cursor(), record.stored, content.recordAt());
            plan.read(content.domain(), record);
            records.put(record.identity, record);
            tables.place(content.protocol(), record);
            storedBytes += record.stored.length;
            lastRevision = StoredOptions.revision(record.stored);
        }
    }

    private static void seek(RecordCursor cursor, byte[] stored, int recordAt) {
        cursor.begin(stored, recordAt, stored.length);
        try {
            if (!cursor.next()) {
                throw StoredOptions.FORMAT.damaged("its record is missing");
            }
        } catch (MalformedDatagramException e) {
            throw StoredOptions.FORMAT.damaged("its record is cut off: " + e.getMessage());
        }
    }
}
