package io.weir.codec.sflow;

import io.weir.codec.BigEndian;
import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;

/**
 * Reads values in the external data representation (RFC 4506) one after the other: all are
 * multiples of four bytes. A value beyond the end is an {@link Malformation#INVALID_SAMPLE}.
 */
final class XdrReader {

    /** What {@link #nextRecord} gives back where there is no record in full. */
    static final long NO_RECORD = -1;

    private static final int UNIT = 4;
    private static final int RECORD_HEADER_LENGTH = 8;

    private byte[] bytes = {};
    private int at;
    private int end;

    XdrReader from(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
        return this;
    }

    /** Reads what is left in another reader, which stays where it is. */
    XdrReader from(XdrReader other) {
        return from(other.bytes, other.at, other.end);
    }

    int position() {
        return at;
    }

    int remaining() {
        return end - at;
    }

    byte[] bytes() {
        return bytes;
    }

    long uint32() throws MalformedDatagramException {
        return BigEndian.unsigned32(bytes, advance(UNIT));
    }

    long bits64() throws MalformedDatagramException {
        return BigEndian.bits64(bytes, advance(Long.BYTES));
    }

    /** A MAC address: six bytes, and two of padding. */
    long mac() throws MalformedDatagramException {
        return BigEndian.bits64(bytes, advance(Long.BYTES)) >>> Short.SIZE;
    }

    /**
     * Passes over a value of this many bytes and its padding, which may be cut off at the end.
     *
     * @return where the value is
     */
    int skip(long length) throws MalformedDatagramException {
        require(length);
        int from = at;
        at = (int) Math.min(at + padded(length), end);
        return from;
    }

    /** The length of a value of variable length that is here in full. */
    int length() throws MalformedDatagramException {
        long length = uint32();
        require(length);
        return (int) length;
    }

    /**
     * The number of elements of a list, each of at least this many bytes, that are here in full.
     */
    int count(int elementLength) throws MalformedDatagramException {
        long count = uint32();
        require(count * elementLength);
        return (int) count;
    }

    /**
     * Moves on to the next of several records; stays where it is if there is none in full.
     *
     * <pre>
     * | enterprise (20), format (12) | length | record |
     * </pre>
     *
     * @param record takes the record without its header
     * @return its data format, enterprise * 4096 + format, or {@link #NO_RECORD}
     */
    long nextRecord(XdrReader record) {
        if (remaining() < RECORD_HEADER_LENGTH) {
            return NO_RECORD;
        }
        long format = BigEndian.unsigned32(bytes, at);
        long length = BigEndian.unsigned32(bytes, at + UNIT);
        int from = at + RECORD_HEADER_LENGTH;
        if (length > end - from) {
            return NO_RECORD;
        }
        record.from(bytes, from, from + (int) length);
        // Some agents leave out the padding that the length does not count.
        at = (int) Math.min(from + padded(length), end);
        return format;
    }

    private static long padded(long length) {
        return length + UNIT - 1 & -UNIT;
    }

    private int advance(int length) throws MalformedDatagramException {
        require(length);
        int from = at;
        at += length;
        return from;
    }

    private void require(long length) throws MalformedDatagramException {
        if (length > end - at) {
            throw new MalformedDatagramException(Malformation.INVALID_SAMPLE, at);
        }
    }
}
