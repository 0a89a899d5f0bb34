package io.weir.codec.raw;

import java.util.HexFormat;

/** A field of a record: its bytes, and what they mean. */
public final class RawField {

    private final RawElement element;
    private final RawValue value;
    private final byte[] bytes;
    private final int offset;
    private final int length;

    RawField(RawElement element, RawValue value, byte[] bytes, int offset, int length) {
        this.element = element;
        this.value = value;
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    public RawElement element() {
        return element;
    }

    public RawValue value() {
        return value;
    }

    /** How many bytes the value takes, without the length that may stand before it. */
    public int length() {
        return length;
    }

    /** The bytes in lower-case hexadecimal; for as long as nobody changes the datagram's array. */
    public String hex() {
        return HexFormat.of().formatHex(bytes, offset, offset + length);
    }

    @Override
    public String toString() {
        return element.name() + "=" + value;
    }
}
