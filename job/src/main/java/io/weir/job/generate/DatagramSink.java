package io.weir.job.generate;

import java.io.Closeable;
import java.io.IOException;

/** Where the datagrams of the exporters go. */
interface DatagramSink extends Closeable {

    /**
     * Takes a datagram; the payload may be overwritten after the return.
     *
     * @param site whose exporter sends it
     * @param epochMicros when it is sent, Unix microseconds
     * @param payload the UDP payload, from 0 to {@code length}
     * @return false if the network refused it and the next one may fare better
     * @throws IOException if no datagram can be sent any more
     */
    boolean send(int site, long epochMicros, byte[] payload, int length) throws IOException;

    /** The address that the collector sees the exporter of a site by, as text. */
    String exporter(int site);
}
