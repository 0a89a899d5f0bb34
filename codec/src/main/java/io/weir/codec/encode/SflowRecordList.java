package io.weir.codec.encode;

/**
 * The records of a sample being written: a number of them, and of each its data format, its length
 * and its content.
 */
final class SflowRecordList {

    private final WireBuffer buffer;
    private int countAt;
    private int count;

    SflowRecordList(WireBuffer buffer) {
        this.buffer = buffer;
    }

    void begin() {
        countAt = buffer.length();
        count = 0;
        buffer.uint32(0);
    }

    void add(long format, RecordWriter content) {
        buffer.uint32(format);
        int lengthAt = buffer.length();
        buffer.uint32(0);
        content.writeTo(buffer);
        int length = buffer.length() - lengthAt - Integer.BYTES;
        buffer.setUint32(lengthAt, length);
        buffer.zeros(-length & 3);
        buffer.setUint32(countAt, ++count);
    }

    void state(long count) {
        buffer.setUint32(countAt, count);
    }
}
