package io.weir.operators.conversations;

import static io.weir.operators.conversations.RecordLayout.RECEIVED;
import static io.weir.operators.conversations.RecordLayout.STRIDE;

import io.weir.operators.traffic.VarLong;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Records that wait until all that was received before them is there. They come out in the order of
 * their receipt, and those of the same time in the order of what they say: whatever way they took,
 * and however often they are read again.
 */
final class WaitingRecords {

    private static final int FIRST_RECORDS = 16;
    private static final int INSERTION_SORT = 8;

    /** Takes a record. */
    @FunctionalInterface
    interface Taker {

        /** The record begins at {@code at} of {@code values}, which are not to be changed. */
        void take(long[] values, int at);
    }

    private long[] values = new long[FIRST_RECORDS * STRIDE];
    private int size;

    int size() {
        return size;
    }

    void add(ConversationRecords records) {
        int length = records.values().length;
        int from = size * STRIDE;
        if (from + length > values.length) {
            values = Arrays.copyOf(values, Math.max(2 * values.length, from + length));
        }
        System.arraycopy(records.values(), 0, values, from, length);
        size += records.count();
    }

    /** When the first of them was received; {@link Long#MAX_VALUE} if there are none. */
    long firstReceived() {
        long first = Long.MAX_VALUE;
        for (int at = 0; at < size * STRIDE; at += STRIDE) {
            first = Math.min(first, values[at + RECEIVED]);
        }
        return first;
    }

    /** Gives away all that were received up to a time. */
    void takeUntil(long millis, Taker taker) {
        int[] due = new int[size];
        int count = 0;
        for (int record = 0; record < size; record++) {
            if (values[record * STRIDE + RECEIVED] <= millis) {
                due[count++] = record * STRIDE;
            }
        }
        sort(due, new int[count], 0, count);
        for (int i = 0; i < count; i++) {
            taker.take(values, due[i]);
        }
        keepAfter(millis, size - count);
    }

    private void keepAfter(long millis, int count) {
        long[] kept = values;
        if (count < size / 4) {
            kept = new long[Math.max(count, FIRST_RECORDS) * STRIDE];
        }
        int to = 0;
        for (int at = 0; at < size * STRIDE; at += STRIDE) {
            if (values[at + RECEIVED] > millis) {
                System.arraycopy(values, at, kept, to, STRIDE);
                to += STRIDE;
            }
        }
        values = kept;
        size = count;
    }

    /** Merge sort: most are in order already. */
    private void sort(int[] places, int[] spare, int from, int to) {
        if (to - from <= INSERTION_SORT) {
            insertionSort(places, from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(places, spare, from, middle);
        sort(places, spare, middle, to);
        if (compare(places[middle - 1], places[middle]) <= 0) {
            return;
        }
        System.arraycopy(places, from, spare, from, middle - from);
        int left = from;
        int right = middle;
        for (int next = from; left < middle; next++) {
            boolean takesLeft = right == to || compare(spare[left], places[right]) <= 0;
            places[next] = takesLeft ? spare[left++] : places[right++];
        }
    }

    private void insertionSort(int[] places, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int place = places[i];
            int at = i;
            for (; at > from && compare(places[at - 1], place) > 0; at--) {
                places[at] = places[at - 1];
            }
            places[at] = place;
        }
    }

    private int compare(int some, int other) {
        int order = Long.compare(values[some + RECEIVED], values[other + RECEIVED]);
        for (int i = 0; order == 0 && i < STRIDE; i++) {
            order = Long.compare(values[some + i], values[other + i]);
        }
        return order;
    }

    WaitingRecords copy() {
        WaitingRecords copy = new WaitingRecords();
        copy.values = values.clone();
        copy.size = size;
        return copy;
    }

    void write(DataOutputView to) throws IOException {
        to.writeInt(size);
        for (int i = 0; i < size * STRIDE; i++) {
            VarLong.write(values[i], to);
        }
    }

    static WaitingRecords read(DataInputView from) throws IOException {
        WaitingRecords records = new WaitingRecords();
        records.size = from.readInt();
        records.values = new long[Math.max(records.size, FIRST_RECORDS) * STRIDE];
        for (int i = 0; i < records.size * STRIDE; i++) {
            records.values[i] = VarLong.read(from);
        }
        return records;
    }
}
