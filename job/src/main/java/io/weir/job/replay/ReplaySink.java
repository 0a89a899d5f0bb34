package io.weir.job.replay;

import io.weir.udp.Datagram;
import java.io.IOException;

/** Where replayed datagrams go. */
@FunctionalInterface
interface ReplaySink {

    /**
     * Sends a datagram as its exporter.
     *
     * @return false if the network refused it and the next one may fare better
     * @throws IOException if no datagram can be sent any more
     */
    boolean send(Datagram datagram) throws IOException;
}
