package io.weir.operators.detect;

import java.io.Serializable;
import java.time.Duration;

/**
 * Packets per second to one host from which on they are a flood, each at least 1.
 *
 * @param syn TCP with SYN and without ACK
 * @param udp UDP other than fragments
 * @param icmp of both versions
 * @param fragments of any protocol
 * @param window what the average is over, a multiple of 10 s
 */
public record FloodBounds(long syn, long udp, long icmp, long fragments, Duration window)
        implements Serializable {

    long packets(FloodKind kind) {
        return switch (kind) {
            case SYN -> syn;
            case UDP -> udp;
            case ICMP -> icmp;
            case FRAGMENT -> fragments;
        };
    }
}
