package io.weir.codec.sequence;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.store.StoredFormat;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The sequence numbers of one protocol and domain of an exporter. */
final class SequenceDomain {

    private static final byte VERSION = 1;
    private static final int HEADER_LENGTH = 1 + 3 * Long.BYTES + 2 * Integer.BYTES;
    private static final StoredFormat FORMAT =
            new StoredFormat("A stored line of sequence numbers", VERSION, HEADER_LENGTH);
    private static final int FIXED_BYTES = 1 + 4 * Long.BYTES + 2 * Integer.BYTES + 8 * Long.BYTES;

    /** After so many messages with the same number it is none. */
    private static final int ENOUGH_REPEATS = 8;

    private final long key;
    private final SequenceTally tally;
    private final NumberLine line;
    private final Uptime uptime = new Uptime();

    /** Null where the protocol says the unit, and exporters do so. */
    private final UnitLearning learning;

    private final long sinceMillis;
    private long heardMillis;
    private long messages;
    private int lastSequence;
    private int repeats;

    /** The next in the same bucket of its {@link SequenceDomains}. */
    SequenceDomain nextInBucket;

    /** Whether the store has it, and whether as it is now. */
    boolean stored;

    boolean changed;

    SequenceDomain(long key, long sinceMillis, SequenceListener listener) {
        this.key = key;
        this.sinceMillis = sinceMillis;
        this.heardMillis = sinceMillis;
        this.tally = new SequenceTally(listener);
        this.line = new NumberLine(tally);
        this.learning =
                switch (protocol(key)) {
                    case IPFIX -> UnitLearning.ofIpfix();
                    case NETFLOW_V9 -> UnitLearning.ofNetflowV9();
                    case NETFLOW_V1, NETFLOW_V5, NETFLOW_V7, SFLOW_V5 -> null;
                };
        tally.unit = firstUnit();
    }

    /** The key in the store, whose layout must not change: protocol (32), domain (32). */
    static long key(ExportProtocol protocol, long domain) {
        return (long) protocol.code() << 32 | domain;
    }

    private static ExportProtocol protocol(long key) {
        return ExportProtocol.ofCode((int) (key >>> 32));
    }

    /** Before anything is learned. */
    private SequenceUnit firstUnit() {
        return learning == null ? SequenceUnit.definedBy(protocol(key)) : SequenceUnit.UNKNOWN;
    }

    void observe(FlowBatch batch, long uptimeMillis, int optionsRecords, boolean complete) {
        messages++;
        changed = true;
        heardMillis = batch.receivedMillis();
        int sequence = (int) batch.sequence();
        Uptime.Finding finding = uptime.observe(uptimeMillis, batch.exportMillis());
        if (finding == Uptime.Finding.FROM_BEFORE_REBOOT) {
            tally.reordered(1);
            return;
        }
        boolean counts = batch.size() > 0 || batch.protocol() == ExportProtocol.SFLOW_V5;
        if (isRepeated(sequence, counts)) {
            return;
        }
        boolean rebooted = finding == Uptime.Finding.REBOOTED;
        if (learning == null) {
            follow(sequence, batch.size(), optionsRecords, complete, rebooted);
        } else {
            learn(sequence, batch.size(), optionsRecords, complete, rebooted);
        }
    }

    /** Whether the exporter has sent nothing but this number for a while. */
    private boolean isRepeated(int sequence, boolean counts) {
        if (messages == 1 || sequence != lastSequence) {
            boolean wasNone = tally.unit == SequenceUnit.NONE;
            repeats = 0;
            lastSequence = sequence;
            if (wasNone) {
                beginNumbering();
            }
        } else if (counts && repeats < ENOUGH_REPEATS) {
            repeats++;
            if (repeats == ENOUGH_REPEATS) {
                tally.unit = SequenceUnit.NONE;
                line.forget();
            }
        }
        return tally.unit == SequenceUnit.NONE;
    }

    private void beginNumbering() {
        line.forget();
        tally.unit = firstUnit();
        if (learning != null) {
            learning.interrupt();
        }
    }

    private void learn(
            int sequence, int flows, int optionsRecords, boolean complete, boolean rebooted) {
        if (rebooted) {
            learning.interrupt();
            if (tally.unit == SequenceUnit.UNKNOWN) {
                tally.restarted();
            }
        }
        SequenceUnit fitting = learning.observe(sequence, flows, optionsRecords, complete);
        if (fitting == tally.unit) {
            if (fitting != SequenceUnit.UNKNOWN) {
                follow(sequence, flows, optionsRecords, complete, rebooted);
            }
        } else if (tally.unit == SequenceUnit.UNKNOWN) {
            tally.unit = fitting;
            followKept(sequence, flows, optionsRecords, complete);
        } else {
            tally.unit = fitting;
            int count = fitting.count(flows, optionsRecords);
            line.resume(endOf(sequence, count), count, heardMillis);
        }
    }

    /** Accounts the messages from before the unit was known, of which this is the last. */
    private void followKept(int sequence, int flows, int optionsRecords, boolean complete) {
        if (learning.kept() == 0) {
            follow(sequence, flows, optionsRecords, complete, false);
        }
        for (int i = 0; i < learning.kept(); i++) {
            follow(
                    learning.keptSequence(i),
                    learning.keptFlows(i),
                    learning.keptOptions(i),
                    learning.keptComplete(i),
                    false);
        }
        learning.release();
    }

    private void follow(
            int sequence, int flows, int optionsRecords, boolean complete, boolean rebooted) {
        boolean counted = complete || !tally.unit.countsRecords();
        int count = tally.unit.count(flows, optionsRecords);
        int end = endOf(sequence, count);
        if (counted || !tally.unit.includesMessage()) {
            line.observe(end - count, count, counted, rebooted, heardMillis);
        } else {
            line.observeUpTo(end, heardMillis);
        }
    }

    private int endOf(int sequence, int count) {
        return tally.unit.includesMessage() ? sequence : sequence + count;
    }

    long key() {
        return key;
    }

    long heardMillis() {
        return heardMillis;
    }

    long messages() {
        return messages;
    }

    SequenceStatus status() {
        return new SequenceStatus(
                protocol(key),
                key & 0xffff_ffffL,
                tally.unit,
                Integer.toUnsignedLong(lastSequence),
                line.next(),
                sinceMillis,
                heardMillis,
                messages,
                tally.received,
                tally.lost,
                tally.recovered,
                tally.reordered,
                tally.duplicated,
                tally.restarts,
                tally.wraps);
    }

    byte[] toBytes() {
        ByteBuffer to =
                ByteBuffer.allocate(
                        FIXED_BYTES
                                + Uptime.bytes()
                                + NumberLine.mostBytes()
                                + UnitLearning.mostBytes());
        to.put(VERSION).putLong(sinceMillis).putLong(heardMillis).putLong(messages);
        to.putInt(lastSequence).putInt(repeats);
        tally.write(to);
        uptime.write(to);
        line.write(to);
        if (learning != null) {
            learning.write(to);
        }
        return Arrays.copyOf(to.array(), to.position());
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalStateException if a newer version wrote it
     */
    static SequenceDomain ofBytes(long key, byte[] bytes, SequenceListener listener) {
        FORMAT.check(bytes);
        ByteBuffer from = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        SequenceDomain domain = new SequenceDomain(key, from.getLong(), listener);
        domain.heardMillis = from.getLong();
        domain.messages = from.getLong();
        domain.lastSequence = from.getInt();
        domain.repeats = from.getInt();
        domain.tally.read(from);
        domain.uptime.read(from);
        domain.line.read(from);
        if (domain.learning != null) {
            domain.learning.read(from);
        }
        domain.stored = true;
        return domain;
    }
}
