package io.weir.udp.enumerator;

import io.weir.udp.split.UdpSplit;
import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * What the enumerator keeps over a restart: backlogs that came back from a failed reader and have
 * no reader yet. Assignments to listen are not kept, they are made anew.
 *
 * @param unassigned backlogs that wait for a reader
 */
@Internal
public record UdpEnumeratorState(List<UdpSplit> unassigned) {

    public UdpEnumeratorState {
        unassigned = List.copyOf(unassigned);
    }
}
