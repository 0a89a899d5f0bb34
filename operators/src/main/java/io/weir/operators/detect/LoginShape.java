package io.weir.operators.detect;

import java.io.Serializable;
import java.util.List;

/**
 * What a guess at a password takes, as the client sends it.
 *
 * @param ports of TCP services that ask for passwords
 * @param leastPackets of a session; fewer are a look whether the service is there
 * @param mostPackets of a session; more are work
 * @param mostBytes of a session, layer 3
 */
public record LoginShape(List<Integer> ports, int leastPackets, int mostPackets, long mostBytes)
        implements Serializable {

    public LoginShape {
        ports = List.copyOf(ports);
    }

    /** Whether a session may be a guess. */
    boolean isGuess(long packets, long bytes) {
        return packets >= leastPackets && !isWork(packets, bytes);
    }

    /** Whether a session is more than a guess. */
    boolean isWork(long packets, long bytes) {
        return packets > mostPackets || bytes > mostBytes;
    }
}
