package io.weir.udp.split;

import io.weir.udp.Datagram;
import java.util.List;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A share of the source's work for one subtask. There are two shapes:
 *
 * <ul>
 *   <li>an assignment to listen, made by the enumerator from configuration and parallelism at each
 *       start: it has endpoints and no backlog;
 *   <li>the backlog of a checkpoint, made by a reader: datagrams received and not yet emitted, and
 *       no endpoints. So a restore can never bind what an older configuration named, and a reader
 *       that is handed the backlogs of several does not bind twice.
 * </ul>
 *
 * @param splitId tells the splits of a source apart
 * @param listenOn endpoints to open, empty for a backlog
 * @param backlog datagrams to emit first, oldest first, empty for an assignment
 */
@Internal
public record UdpSplit(String splitId, List<Endpoint> listenOn, List<Datagram> backlog)
        implements SourceSplit {

    public UdpSplit {
        listenOn = List.copyOf(listenOn);
        backlog = List.copyOf(backlog);
    }

    /** Asks {@code subtask} to listen on the given endpoints. */
    public static UdpSplit assignment(int subtask, List<Endpoint> listenOn) {
        return new UdpSplit("listen-" + subtask, listenOn, List.of());
    }

    /** What {@code subtask} had received and not emitted. */
    public static UdpSplit backlog(int subtask, List<Datagram> datagrams) {
        return new UdpSplit("backlog-" + subtask, List.of(), datagrams);
    }
}
