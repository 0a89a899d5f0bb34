package io.weir.operators.detect;

import java.io.Serializable;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;

/**
 * What sieves that look for much traffic take for much. What is less is ordinary, and not told.
 *
 * @param reflectorPorts UDP ports of services that may reflect, 1 to 65535
 * @param reflectedBytes octets of answers within a second and subtask, to one host by one service
 * @param floods packets within a second and subtask, to one host
 */
public record SieveOptions(List<Integer> reflectorPorts, long reflectedBytes, FloodBounds floods)
        implements Serializable {

    /** The ports of services that are known to reflect: US-CERT TA14-017A. */
    public static final List<Integer> REFLECTOR_PORTS = List.of(19, 53, 123, 161, 389, 1900, 11211);

    /** What tests and small uses need. */
    static final SieveOptions DEFAULT =
            new SieveOptions(
                    REFLECTOR_PORTS, 1, new FloodBounds(1, 1, 1, 1, Duration.ofSeconds(20)));

    public SieveOptions {
        reflectorPorts = List.copyOf(reflectorPorts);
    }

    BitSet reflectorPortSet() {
        BitSet ports = new BitSet();
        reflectorPorts.forEach(ports::set);
        return ports;
    }
}
