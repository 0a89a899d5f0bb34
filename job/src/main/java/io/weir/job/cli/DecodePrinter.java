package io.weir.job.cli;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.RecordListener;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.nio.file.Path;

/** What {@code weir decode} prints of the datagrams of a file, one JSON object per line. */
interface DecodePrinter extends AutoCloseable {

    /** Sees the records of all sessions as they are on the wire. */
    RecordListener records();

    /** The next datagrams are from this file, counted from 1. */
    void beginFile(Path file);

    /** The next records are those of this datagram. */
    void beginDatagram(Datagram datagram);

    /** The datagram has been decoded into these flows, or a set that its templates released. */
    void flows(FlowBatch flows) throws IOException;

    @Override
    default void close() {}
}
