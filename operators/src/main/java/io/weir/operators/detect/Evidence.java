package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import java.util.List;

/**
 * What one subtask saw of one suspect in about a second.
 *
 * @param suspect the address that the evidence is against
 * @param observations distinct ones, at most {@link #MAX_OBSERVATIONS}
 * @param exporter one of the exporters that reported it
 * @param flows all flows, those without an observation of their own too
 * @param packets of these flows
 * @param bytes of these flows
 * @param firstReceivedMillis receive time of the first of these flows
 * @param lastReceivedMillis receive time of the last of these flows
 */
public record Evidence(
        IpAddress suspect,
        List<Observation> observations,
        IpAddress exporter,
        long flows,
        long packets,
        long bytes,
        long firstReceivedMillis,
        long lastReceivedMillis) {

    /** The most distinct observations that one partial sum carries. */
    public static final int MAX_OBSERVATIONS = 64;

    public Evidence {
        observations = List.copyOf(observations);
    }
}
