package io.weir.codec.encode;

import java.util.HexFormat;

/** Bytes as the figures of the specifications show them. */
final class Hex {

    private Hex() {}

    /** The bytes of these lines of hex digits, blanks ignored. */
    static byte[] bytes(String... lines) {
        return HexFormat.of().parseHex(String.join("", lines).replace(" ", ""));
    }
}
