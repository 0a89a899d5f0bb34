package io.weir.codec.sflow;

import java.util.Objects;

/**
 * A field of a sample as it was sent.
 *
 * @param value a {@link String} (text, an address, or bytes in hexadecimal), a {@link Long}, a
 *     {@link java.math.BigInteger} from 2^63 on, a {@link Float}, or a {@link java.util.List} of
 *     such values or of {@link NamedValue}s
 */
public record NamedValue(String name, Object value) {

    public NamedValue {
        Objects.requireNonNull(name);
        Objects.requireNonNull(value);
    }
}
