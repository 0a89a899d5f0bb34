package io.weir.job.elasticsearch.bulk;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts documents together to bulk requests. */
final class BulkBuilder implements DocumentCollector {

    private static final int INITIAL_BYTES = 1 << 16;
    private static final int INITIAL_ITEMS = 256;
    private static final byte[] INDEX = ascii("{\"index\":{\"_index\":\"");
    private static final byte[] ID = ascii("\",\"_id\":\"");
    private static final byte[] VERSION =
            ascii("\",\"version_type\":\"external_gte\",\"version\":");
    private static final byte[] END = ascii("\"}}\n");
    private static final byte[] END_OF_NUMBER = ascii("}}\n");

    private byte[] body = new byte[INITIAL_BYTES];
    private int length;
    private int[] starts = new int[INITIAL_ITEMS];
    private int items;

    /** Most documents go to the index of the one before. */
    private String lastIndex = "";

    private byte[] lastIndexBytes = {};

    @Override
    public void add(String index, byte[] json, int count) {
        start(index);
        append(END);
        finish(json, count);
    }

    @Override
    public void add(String index, String id, byte[] json, int count) {
        start(index);
        append(ID);
        append(JsonStringEncoder.getInstance().quoteAsUTF8(id));
        append(END);
        finish(json, count);
    }

    @Override
    public void add(String index, String id, long version, byte[] json) {
        start(index);
        append(ID);
        append(JsonStringEncoder.getInstance().quoteAsUTF8(id));
        append(VERSION);
        append(ascii(Long.toString(version)));
        append(END_OF_NUMBER);
        finish(json, json.length);
    }

    int items() {
        return items;
    }

    int bytes() {
        return length;
    }

    /** All documents since the last call, at least one. */
    Bulk build() {
        int[] bounds = Arrays.copyOf(starts, items + 1);
        bounds[items] = length;
        Bulk bulk = new Bulk(Arrays.copyOf(body, length), bounds);
        items = 0;
        length = 0;
        return bulk;
    }

    private void start(String index) {
        if (items == starts.length) {
            starts = Arrays.copyOf(starts, 2 * items);
        }
        starts[items] = length;
        if (!index.equals(lastIndex)) {
            lastIndex = index;
            lastIndexBytes = JsonStringEncoder.getInstance().quoteAsUTF8(index);
        }
        append(INDEX);
        append(lastIndexBytes);
    }

    private void finish(byte[] json, int count) {
        append(json, count);
        ensureRoom(1);
        body[length++] = '\n';
        items++;
    }

    private void append(byte[] bytes) {
        append(bytes, bytes.length);
    }

    private void append(byte[] bytes, int count) {
        ensureRoom(count);
        System.arraycopy(bytes, 0, body, length, count);
        length += count;
    }

    private void ensureRoom(int more) {
        if (body.length - length < more) {
            body = Arrays.copyOf(body, Math.max(2 * body.length, Math.addExact(length, more)));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
