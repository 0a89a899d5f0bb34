package io.weir.job.elasticsearch.bulk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Documents on their way: the body of a bulk request, two lines for each item. Immutable, and the
 * state of the writer.
 */
final class Bulk {

    private final byte[] body;

    /** Where each item starts, and behind the last of them the length of the body. */
    private final int[] starts;

    /** The arrays are not copied and not to be changed. */
    Bulk(byte[] body, int[] starts) {
        this.body = body;
        this.starts = starts;
    }

    int items() {
        return starts.length - 1;
    }

    int bytes() {
        return body.length;
    }

    /** Not to be changed. */
    byte[] body() {
        return body;
    }

    /** Not to be changed. */
    int[] starts() {
        return starts;
    }

    /** What is to be done with the document: the first line of an item. */
    String action(int item) {
        return new String(body, starts[item], lineEnd(item) - starts[item], StandardCharsets.UTF_8);
    }

    /** The document of an item. */
    String document(int item) {
        int start = lineEnd(item) + 1;
        return new String(body, start, starts[item + 1] - 1 - start, StandardCharsets.UTF_8);
    }

    private int lineEnd(int item) {
        int at = starts[item];
        while (body[at] != '\n') {
            at++;
        }
        return at;
    }

    /** The items from {@code from} (inclusive) to {@code to} (exclusive). */
    Bulk part(int from, int to) {
        int[] items = new int[to - from];
        Arrays.setAll(items, i -> from + i);
        return select(items);
    }

    /** Some of the items, in the given order. */
    Bulk select(int[] items) {
        int[] selectedStarts = new int[items.length + 1];
        for (int i = 0; i < items.length; i++) {
            selectedStarts[i + 1] = selectedStarts[i] + length(items[i]);
        }
        byte[] selected = new byte[selectedStarts[items.length]];
        for (int i = 0; i < items.length; i++) {
            System.arraycopy(body, starts[items[i]], selected, selectedStarts[i], length(items[i]));
        }
        return new Bulk(selected, selectedStarts);
    }

    private int length(int item) {
        return starts[item + 1] - starts[item];
    }
}
