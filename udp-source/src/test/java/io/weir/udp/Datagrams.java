package io.weir.udp;

import java.nio.charset.StandardCharsets;

/** Datagrams for tests. */
public final class Datagrams {

    private static final long MAPPED_PREFIX = 0x0000_ffff_0000_0000L;

    private Datagrams() {}

    /** A datagram from {@code 10.0.0.1:5000} with the given text as payload. */
    public static Datagram received(long millis, String payload) {
        return new Datagram(
                millis,
                0,
                MAPPED_PREFIX | 0x0a00_0001,
                5000,
                payload.getBytes(StandardCharsets.US_ASCII));
    }

    /** The payload as text. */
    public static String text(Datagram datagram) {
        return new String(datagram.payload(), StandardCharsets.US_ASCII);
    }
}
