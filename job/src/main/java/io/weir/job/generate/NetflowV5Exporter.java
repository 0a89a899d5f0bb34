package io.weir.job.generate;

import io.weir.codec.encode.NetflowV5Writer;
import io.weir.codec.encode.WireBuffer;

/** A router that exports NetFlow v5: IPv4 only. Its engine id is the number of its site. */
final class NetflowV5Exporter extends SimulatedExporter {

    private final NetflowV5Writer writer;

    NetflowV5Exporter(int site, long startMillis, DatagramSink sink, ExportCounters counters) {
        super(site, startMillis, sink, counters);
        writer = new NetflowV5Writer(0, site & 0xff);
    }

    @Override
    void begin(long nowMicros) {
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
                .uptimes(flow.startMillis() - bootMillis(), flow.endMillis() - bootMillis())
                .ports(flow.sourcePort(), flow.destinationPort())
                .tcpFlags(flow.tcpFlags())
                .protocol(flow.protocol())
                .tos(flow.tos())
                .autonomousSystems(source.autonomousSystem(), destination.autonomousSystem())
                .prefixLengths(source.prefixLength(), destination.prefixLength());
    }

    @Override
    WireBuffer finish(long exportMillis) {
        return writer.exportTime(exportMillis, exportMillis - bootMillis()).finish();
    }
}
