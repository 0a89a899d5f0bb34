package io.weir.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.codec.encode.WireBuffer;
import java.util.random.RandomGenerator;

/** What the values of an information element look like in a network's everyday traffic. */
enum ElementKind {
    /** Any bits: ports, interfaces, AS numbers, addresses and the like. */
    ANY {
        @Override
        void write(int length, RandomGenerator random, WireBuffer to) {
            for (int i = 0; i < length; i++) {
                to.uint8(random.nextInt());
            }
        }
    },
    /** Zeros, as of IPv6 in the record of an IPv4 flow. */
    UNUSED {
        @Override
        void write(int length, RandomGenerator random, WireBuffer to) {
            to.zeros(length);
        }
    },
    /** One of {@link #IDENTIFIERS}: the interfaces or applications of a router. */
    IDENTIFIER {
        @Override
        void write(int length, RandomGenerator random, WireBuffer to) {
            to.uint(random.nextInt(IDENTIFIERS), length);
        }
    },
    PROTOCOL {
        @Override
        void write(int length, RandomGenerator random, WireBuffer to) {
            to.uint(anyProtocol(random), length);
        }
    },
    /** Packets and octets: a few thousand. */
    COUNTER {
        @Override
        void write(int length, RandomGenerator random, WireBuffer to) {
            to.uint(random.nextInt(100_000), length);
        }
    },
    /** When a flow began: within the minute before that in which all end. */
    UNIX_START {
        @Override
        void write(int length, RandomGenerator random, WireBuffer to) {
            to.uint(Datagrams.EXPORT_MILLIS - 60_000 - random.nextInt(60_000), length);
        }
    },
    /** When it ended: within the minute before the export. */
    UNIX_END {
        @Override
        void write(int length, RandomGenerator random, WireBuffer to) {
            to.uint(Datagrams.EXPORT_MILLIS - random.nextInt(60_000), length);
        }
    },
    /** As {@link #UNIX_START}. */
    UPTIME_START {
        @Override
        void write(int length, RandomGenerator random, WireBuffer to) {
            to.uint(Datagrams.UPTIME_MILLIS - 60_000 - random.nextInt(60_000), length);
        }
    },
    /** As {@link #UNIX_END}. */
    UPTIME_END {
        @Override
        void write(int length, RandomGenerator random, WireBuffer to) {
            to.uint(Datagrams.UPTIME_MILLIS - random.nextInt(60_000), length);
        }
    },
    /** A name of up to {@link #LONGEST_TEXT} letters, with its length before it. */
    TEXT {
        @Override
        void write(int length, RandomGenerator random, WireBuffer to) {
            String letters = "a".repeat(random.nextInt(LONGEST_TEXT + 1));
            to.variableLength(letters.getBytes(US_ASCII));
        }
    };

    static final int LONGEST_TEXT = 16;
    static final int IDENTIFIERS = 48;

    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;

    abstract void write(int length, RandomGenerator random, WireBuffer to);

    /** 70 % TCP, 25 % UDP, 5 % ICMP. */
    static int anyProtocol(RandomGenerator random) {
        int percent = random.nextInt(100);
        return percent < 70 ? TCP : percent < 95 ? UDP : ICMP;
    }
}
