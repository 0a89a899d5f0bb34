package io.weir.operators.conversations;

import io.weir.codec.flow.ClientEvidence;

/**
 * The longs that stand for the record of a flow. Its ends are ordered: the lower one, by address
 * and port, comes first, so that both directions have the same key.
 *
 * <pre>
 * | key (7): lower address (2), higher address (2), protocol and ports, exporter (2)
 * | received | start | end | octets of the lower end, of the higher | packets of either | bits |
 *
 * protocol and ports: | 0 (24 bits) | protocol (8) | lower port (16) | higher port (16) |
 * bits: | 0 (5) | goes on (1) | sampled (1) | from the higher end (1) | client evidence (24)
 *       | TCP flags of the higher end (16) | of the lower end (16) |
 * </pre>
 *
 * <p>Client evidence is a {@link ClientEvidence} where the lower end stands for the source. The
 * bits are also those of a conversation in {@link ConversationTable}.
 */
final class RecordLayout {

    static final int PORTS = 4;
    static final int EXPORTER = 5;
    static final int KEY_LENGTH = 7;

    static final int RECEIVED = 7;
    static final int START = 8;
    static final int END = 9;
    static final int LOWER_BYTES = 10;
    static final int HIGHER_BYTES = 11;
    static final int LOWER_PACKETS = 12;
    static final int HIGHER_PACKETS = 13;
    static final int BITS = 14;
    static final int STRIDE = 15;

    static final int PORT_BITS = 16;
    static final int PORT = (1 << PORT_BITS) - 1;

    /** The TCP flags that have names. */
    static final int TCP_FLAGS = 0x1ff;

    static final int HIGHER_FLAGS_SHIFT = 16;
    static final long ALL_FLAGS = 0xffff_ffffL;
    static final int EVIDENCE_SHIFT = 32;
    static final long EVIDENCE = 0xff_ffffL;
    static final long FROM_HIGHER = 1L << 56;
    static final long SAMPLED = 1L << 57;

    /** The exporter may report more of the flow: it did not say that the flow is over. */
    static final long GOES_ON = 1L << 58;

    private static final int SIDES = 3;

    private RecordLayout() {}

    static int protocol(long ports) {
        return (int) (ports >>> (2 * PORT_BITS));
    }

    static int lowerPort(long ports) {
        return (int) (ports >>> PORT_BITS) & PORT;
    }

    static int higherPort(long ports) {
        return (int) ports & PORT;
    }

    static int lowerFlags(long bits) {
        return (int) bits & TCP_FLAGS;
    }

    static int higherFlags(long bits) {
        return (int) (bits >>> HIGHER_FLAGS_SHIFT) & TCP_FLAGS;
    }

    static long evidence(long bits) {
        return bits >>> EVIDENCE_SHIFT & EVIDENCE;
    }

    /** The evidence where source and destination are exchanged. */
    static long exchanged(long evidence) {
        return evidence == ClientEvidence.NONE ? evidence : evidence ^ SIDES;
    }

    /** The hash of a key, of which the upper bits are the bucket. It must not change. */
    static long hash(long[] values, int at) {
        long hash = 0;
        for (int i = at; i < at + KEY_LENGTH; i++) {
            hash = (hash ^ values[i]) * 0x9e37_79b9_7f4a_7c15L;
            hash ^= hash >>> 32;
        }
        hash *= 0xbf58_476d_1ce4_e5b9L;
        return hash ^ hash >>> 29;
    }

    static boolean isSameKey(long[] some, int at, long[] other, int otherAt) {
        for (int i = 0; i < KEY_LENGTH; i++) {
            if (some[at + i] != other[otherAt + i]) {
                return false;
            }
        }
        return true;
    }
}
