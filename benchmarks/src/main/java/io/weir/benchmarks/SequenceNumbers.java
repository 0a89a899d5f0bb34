package io.weir.benchmarks;

import io.weir.codec.BigEndian;
import java.nio.ByteBuffer;

/**
 * Numbers datagrams as their exporters would go on doing: those that are decoded again and again
 * would otherwise be duplicates.
 */
final class SequenceNumbers {

    private static final int DOMAINS = 2;

    private final int[] next = new int[Traffic.EXPORTERS * DOMAINS];

    /** Writes the next number of its domain into the datagram's header. */
    void number(int exporter, byte[] datagram) {
        int at =
                switch (version(datagram)) {
                    case 9 -> 12;
                    case 10 -> 8;
                    default -> 16;
                };
        ByteBuffer.wrap(datagram).putInt(at, next[stream(exporter, datagram)]);
    }

    /** Takes how many flows were in the datagram. */
    void sent(int exporter, byte[] datagram, int flows) {
        int version = version(datagram);
        boolean countsDatagrams = version == 0 || version == 9;
        next[stream(exporter, datagram)] += countsDatagrams ? 1 : flows;
    }

    private static int stream(int exporter, byte[] datagram) {
        int domain =
                switch (version(datagram)) {
                    case 9 -> (int) BigEndian.unsigned32(datagram, 16);
                    case 10 -> (int) BigEndian.unsigned32(datagram, 12);
                    default -> 0;
                };
        return exporter * DOMAINS + domain;
    }

    /** 0 of sFlow, whose version takes 32 bits. */
    private static int version(byte[] datagram) {
        return BigEndian.unsigned16(datagram, 0);
    }
}
