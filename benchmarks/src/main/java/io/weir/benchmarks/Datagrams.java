package io.weir.benchmarks;

import java.util.List;

/**
 * All that some exporters send.
 *
 * @param templates datagrams that hold templates only, to be decoded before the others
 * @param flows {@link Traffic#FLOWS} flows
 */
record Datagrams(List<Sent> templates, List<Sent> flows) {

    /** The payload of UDP in an Ethernet frame of 1,500 bytes, less 8 for a tunnel's label. */
    static final int MAX_BYTES = 1_464;

    static final long EXPORT_MILLIS = 1_700_000_000_000L;
    static final long UPTIME_MILLIS = 86_400_000;

    /** The seed of all random values: all runs decode the same bytes. */
    static final int SEED = 1;

    /** A datagram. */
    static final class Sent {

        /** The number of the sender, 0 to {@link Traffic#EXPORTERS} - 1. */
        final int exporter;

        final byte[] bytes;

        Sent(int exporter, byte[] bytes) {
            this.exporter = exporter;
            this.bytes = bytes;
        }
    }
}
