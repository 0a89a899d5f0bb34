package io.weir.operators.detect;

import java.util.BitSet;
import java.util.List;

/** Ports, to be looked up for each flow. */
final class PortSet {

    private static final int PORTS = 1 << 16;

    private final BitSet ports = new BitSet(PORTS);

    PortSet(List<Integer> ports) {
        ports.forEach(this.ports::set);
    }

    /**
     * @param port what a flow says; negative if it says nothing
     */
    boolean contains(long port) {
        return port >= 0 && port < PORTS && ports.get((int) port);
    }
}
