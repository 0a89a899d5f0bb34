package io.weir.operators.conversations;

import static io.weir.operators.conversations.ConversationTable.BITS;
import static io.weir.operators.conversations.ConversationTable.DUE;
import static io.weir.operators.conversations.ConversationTable.END;
import static io.weir.operators.conversations.ConversationTable.EVIDENCE_START;
import static io.weir.operators.conversations.ConversationTable.FIRST_START;
import static io.weir.operators.conversations.ConversationTable.HIGHER_BYTES;
import static io.weir.operators.conversations.ConversationTable.HIGHER_PACKETS;
import static io.weir.operators.conversations.ConversationTable.LOWER_BYTES;
import static io.weir.operators.conversations.ConversationTable.LOWER_PACKETS;
import static io.weir.operators.conversations.ConversationTable.NONE;
import static io.weir.operators.conversations.ConversationTable.OPENED;
import static io.weir.operators.conversations.ConversationTable.PUBLISHED;
import static io.weir.operators.conversations.ConversationTable.RECORDS;
import static io.weir.operators.conversations.ConversationTable.START;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ClientEvidence;
import io.weir.operators.Sums;
import io.weir.operators.enrich.names.IpProtocols;
import java.io.IOException;
import java.util.Arrays;
import javax.annotation.Nullable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Joins the records of one bucket to conversations. All of it is in the time of receipt, and
 * records are taken in that order: what comes out depends on what the records are, not on how they
 * came. So a job that reads again what it had read since its last checkpoint makes the same
 * documents.
 *
 * <p>A conversation waits for its next record the gap; longer behind a record of a long time whose
 * exporter does not say that the flow is over, since an exporter that reports a long flow every
 * half hour takes as long for the next report.
 */
final class ConversationBucket {

    /** The longest time between two reports of a flow that is waited for. */
    static final long LONGEST_REPORT_MILLIS = 3_600_000;

    /** About 4 MB: at a million flows per second they wait for half a second by then. */
    static final int MOST_WAITING = 32_768;

    /** Of a full bucket this part is closed at once, as it takes a look at all. */
    private static final int CLOSED_FOR_ROOM = 16;

    /** In the bits of a conversation: a document is due. */
    private static final long TO_PUBLISH = 1L << 59;

    /** What is told of a bucket. */
    interface Listener {

        void opened();

        /** A state to publish. */
        void published(Conversation conversation);
    }

    private final ConversationTable table;
    private final WaitingRecords waiting;

    /** Up to when records were taken. */
    private long clock;

    ConversationBucket() {
        this(new ConversationTable(), new WaitingRecords(), Long.MIN_VALUE);
    }

    private ConversationBucket(ConversationTable table, WaitingRecords waiting, long clock) {
        this.table = table;
        this.waiting = waiting;
        this.clock = clock;
    }

    boolean isEmpty() {
        return table.size() == 0 && waiting.size() == 0;
    }

    int open() {
        return table.size();
    }

    /**
     * Takes records, which wait until {@link #advance}.
     *
     * @return how many could not wait for those before them, since too many did
     */
    int add(ConversationRecords records, ConversationRules rules, Listener listener) {
        waiting.add(records);
        int early = waiting.size();
        if (early <= MOST_WAITING) {
            return 0;
        }
        waiting.takeUntil(Long.MAX_VALUE, (values, at) -> take(values, at, rules, listener));
        return early;
    }

    /**
     * Joins all that was received up to a time, and closes what is over by then.
     *
     * @return when something is to be done next; {@link Long#MAX_VALUE} if there is nothing
     */
    long advance(long millis, ConversationRules rules, Listener listener) {
        waiting.takeUntil(millis, (values, at) -> take(values, at, rules, listener));
        clock = Math.max(clock, millis);
        long next = waiting.firstReceived();
        for (int row = table.size() - 1; row >= 0; row--) {
            long due = table.get(row, DUE);
            if (due <= millis) {
                close(row, endingOf(row, rules), listener);
            } else {
                next = Math.min(next, due);
                if ((table.get(row, BITS) & TO_PUBLISH) != 0) {
                    table.set(row, BITS, table.get(row, BITS) & ~TO_PUBLISH);
                    table.set(row, PUBLISHED, millis);
                    listener.published(conversation(row, null));
                }
            }
        }
        return next;
    }

    private void take(long[] record, int at, ConversationRules rules, Listener listener) {
        long now = Math.max(clock, record[at + RecordLayout.RECEIVED]);
        clock = now;
        int row = table.find(record, at);
        if (row != NONE && (table.get(row, DUE) < now || beginsAnew(row, record, at, rules))) {
            close(row, endingOf(row, rules), listener);
            row = NONE;
        }
        if (row == NONE) {
            if (table.size() >= rules.mostPerBucket()) {
                makeRoom(listener);
            }
            row = table.add(record, at);
            table.set(row, OPENED, now);
            table.set(row, FIRST_START, record[at + RecordLayout.START]);
            listener.opened();
        }
        join(row, record, at);
        extend(row, record, at, now, rules);
        long shown = Math.max(table.get(row, OPENED), table.get(row, PUBLISHED));
        if (now - shown >= rules.update().toMillis()) {
            table.set(row, BITS, table.get(row, BITS) | TO_PUBLISH);
        }
    }

    /** Whether a record that comes while a conversation waits is of another one all the same. */
    private boolean beginsAnew(int row, long[] record, int at, ConversationRules rules) {
        long silence = record[at + RecordLayout.START] - table.get(row, END);
        if (silence > rules.gap().toMillis()) {
            return true;
        }
        long bits = record[at + RecordLayout.BITS];
        boolean opens =
                TcpState.opens(RecordLayout.lowerFlags(bits) | RecordLayout.higherFlags(bits));
        return silence > 0 && opens && hasEndedByTcp(row);
    }

    private void join(int row, long[] record, int at) {
        boolean isFirst = table.get(row, RECORDS) == 0;
        long start = record[at + RecordLayout.START];
        long more = record[at + RecordLayout.BITS];
        long bits = table.get(row, BITS);
        long joined = bits | (more & (RecordLayout.ALL_FLAGS | RecordLayout.SAMPLED));
        long known = RecordLayout.evidence(bits);
        long evidence = RecordLayout.evidence(more);
        if (isFirst || isSurer(evidence, start, known, table.get(row, EVIDENCE_START))) {
            joined &= ~(RecordLayout.EVIDENCE << RecordLayout.EVIDENCE_SHIFT);
            joined |= evidence << RecordLayout.EVIDENCE_SHIFT;
            table.set(row, EVIDENCE_START, start);
        }
        long fromHigher = more & RecordLayout.FROM_HIGHER;
        if (isFirst || start < table.get(row, START)) {
            joined = (joined & ~RecordLayout.FROM_HIGHER) | fromHigher;
            table.set(row, START, start);
        } else if (start == table.get(row, START)) {
            joined = joined & (fromHigher | ~RecordLayout.FROM_HIGHER);
        }
        table.set(row, BITS, joined);
        table.set(row, END, Math.max(table.get(row, END), record[at + RecordLayout.END]));
        table.set(row, RECORDS, table.get(row, RECORDS) + 1);
        add(row, LOWER_BYTES, record[at + RecordLayout.LOWER_BYTES]);
        add(row, HIGHER_BYTES, record[at + RecordLayout.HIGHER_BYTES]);
        add(row, LOWER_PACKETS, record[at + RecordLayout.LOWER_PACKETS]);
        add(row, HIGHER_PACKETS, record[at + RecordLayout.HIGHER_PACKETS]);
    }

    private void add(int row, int column, long more) {
        table.set(row, column, Sums.add(table.get(row, column), more));
    }

    /** Of two that are as sure, that of the earlier flow; then the lower number. */
    private static boolean isSurer(long evidence, long start, long known, long knownStart) {
        int order =
                Integer.compare(
                        ClientEvidence.confidence(evidence), ClientEvidence.confidence(known));
        if (order == 0) {
            order = Long.compare(knownStart, start);
        }
        return order > 0 || (order == 0 && evidence < known);
    }

    private void extend(int row, long[] record, int at, long now, ConversationRules rules) {
        long due;
        if (hasEndedByTcp(row)) {
            due = now + rules.linger().toMillis();
        } else {
            long reported = record[at + RecordLayout.END] - record[at + RecordLayout.START];
            boolean goesOn = (record[at + RecordLayout.BITS] & RecordLayout.GOES_ON) != 0;
            long more = goesOn ? Math.min(reported, LONGEST_REPORT_MILLIS) : 0;
            due = Math.max(table.get(row, DUE), now + rules.gap().toMillis() + more);
        }
        table.set(row, DUE, Math.min(due, last(row, rules)));
    }

    private long last(int row, ConversationRules rules) {
        return table.get(row, OPENED) + rules.longest().toMillis();
    }

    /**
     * Whether the connection is over and both ends were seen: of one that is not yet reported the
     * last may still come, after the exporter's idle timeout.
     */
    private boolean hasEndedByTcp(int row) {
        long bits = table.get(row, BITS);
        return RecordLayout.protocol(table.get(row, RecordLayout.PORTS)) == IpProtocols.TCP
                && table.get(row, LOWER_PACKETS) > 0
                && table.get(row, HIGHER_PACKETS) > 0
                && TcpState.isOver(RecordLayout.lowerFlags(bits), RecordLayout.higherFlags(bits));
    }

    private Ending endingOf(int row, ConversationRules rules) {
        if (hasEndedByTcp(row)) {
            return Ending.TCP;
        }
        return table.get(row, DUE) >= last(row, rules) ? Ending.DURATION : Ending.SILENCE;
    }

    /**
     * Closes those that are over soonest, and first those of one record: so a flood of addresses
     * that were made up closes itself, and not what goes on.
     */
    private void makeRoom(Listener listener) {
        int size = table.size();
        long[] values = new long[size];
        for (int row = 0; row < size; row++) {
            values[row] = worth(row);
        }
        int surplus = Math.max(1, size / CLOSED_FOR_ROOM);
        Arrays.sort(values);
        long bound = values[surplus - 1];
        for (int row = size - 1; row >= 0 && surplus > 0; row--) {
            if (worth(row) <= bound) {
                close(row, Ending.ROOM, listener);
                surplus--;
            }
        }
    }

    private long worth(int row) {
        return table.get(row, RECORDS) > 1
                ? table.get(row, DUE)
                : table.get(row, DUE) + Long.MIN_VALUE;
    }

    private void close(int row, Ending ending, Listener listener) {
        listener.published(conversation(row, ending));
        table.remove(row);
    }

    private Conversation conversation(int row, @Nullable Ending ending) {
        long ports = table.get(row, RecordLayout.PORTS);
        long bits = table.get(row, BITS);
        End lower =
                new End(
                        new IpAddress(table.get(row, 0), table.get(row, 1)),
                        RecordLayout.lowerPort(ports),
                        table.get(row, LOWER_BYTES),
                        table.get(row, LOWER_PACKETS),
                        RecordLayout.lowerFlags(bits));
        End higher =
                new End(
                        new IpAddress(table.get(row, 2), table.get(row, 3)),
                        RecordLayout.higherPort(ports),
                        table.get(row, HIGHER_BYTES),
                        table.get(row, HIGHER_PACKETS),
                        RecordLayout.higherFlags(bits));
        boolean fromHigher = (bits & RecordLayout.FROM_HIGHER) != 0;
        long evidence = RecordLayout.evidence(bits);
        return new Conversation(
                fromHigher ? higher : lower,
                fromHigher ? lower : higher,
                RecordLayout.protocol(ports),
                new IpAddress(
                        table.get(row, RecordLayout.EXPORTER),
                        table.get(row, RecordLayout.EXPORTER + 1)),
                fromHigher ? RecordLayout.exchanged(evidence) : evidence,
                (bits & RecordLayout.SAMPLED) != 0,
                table.get(row, OPENED),
                table.get(row, FIRST_START),
                table.get(row, START),
                table.get(row, END),
                table.get(row, RECORDS),
                ending);
    }

    ConversationBucket copy() {
        return new ConversationBucket(table.copy(), waiting.copy(), clock);
    }

    void write(DataOutputView to) throws IOException {
        to.writeLong(clock);
        table.write(to);
        waiting.write(to);
    }

    static ConversationBucket read(DataInputView from) throws IOException {
        long clock = from.readLong();
        return new ConversationBucket(
                ConversationTable.read(from), WaitingRecords.read(from), clock);
    }
}
