package io.weir.sql;

import java.util.BitSet;
import java.util.stream.IntStream;

/** Ports that a view picks flows by. */
final class PortSet {

    private final BitSet ports = new BitSet(1 << 16);

    private PortSet() {}

    static PortSet of(int... ports) {
        PortSet set = new PortSet();
        IntStream.of(ports).forEach(set.ports::set);
        return set;
    }

    /** The same and those from {@code first} to {@code last}. */
    PortSet andRange(int first, int last) {
        PortSet set = new PortSet();
        set.ports.or(ports);
        set.ports.set(first, last + 1);
        return set;
    }

    /**
     * @param port as exported; no port is in no set
     */
    boolean has(long port) {
        return port > 0 && port <= 0xffff && ports.get((int) port);
    }
}
