package io.weir.job.generate;

import io.weir.codec.encode.NetflowV5Writer;
import io.weir.codec.encode.WireBuffer;

/** A router that exports NetFlow v5: IPv4 only. Its engine id is the number of its site. */
final class NetflowV5Exporter extends SimulatedExporter {

    /** One packet in so many, in a row; as Cisco and Juniper set the two bits of the mode. */
    private static final int SYSTEMATIC = 1;

    private final NetflowV5Writer writer;

    NetflowV5Exporter(ExporterParts parts) {
        super(parts);
        writer = new NetflowV5Writer(0, parts.engine());
        if (parts.sampler().oneIn() > 1) {
            writer.sampling(SYSTEMATIC, parts.sampler().oneIn());
        }
    }

    /** The header says all that there is. */
    @Override
    void announce(long nowMicros) {}

    @Override
    void restarted(int times) {
        writer.nextSequence(0);
    }

    @Override
    void begin() {
        writer.begin(0, 0);
    }

    @Override
    boolean fits(SimulatedFlow flow) {
        return writer.recordCount() < NetflowV5Writer.MAX_RECORDS;
    }

    @Override
    void append(SimulatedFlow flow) {
        Host source = flow.source();
        Host destination = flow.destination();
        writer.record()
                .addresses(source.address().low(), destination.address().low())
                .interfaces(source.interfaceIndex(), destination.interfaceIndex())
                .packets(flow.packets())
                .octets(flow.octets())
                .uptimes(clock().uptime(flow.startMillis()), clock().uptime(flow.endMillis()))
                .ports(flow.sourcePort(), flow.destinationPort())
                .tcpFlags(flow.tcpFlags())
                .protocol(flow.protocol())
                .tos(flow.tos())
                .autonomousSystems(source.autonomousSystem(), destination.autonomousSystem())
                .prefixLengths(source.prefixLength(), destination.prefixLength());
    }

    @Override
    WireBuffer complete(long exportMillis) {
        return writer.exportTime(clock().wall(exportMillis), clock().uptime(exportMillis)).finish();
    }
}
