package io.weir.benchmarks.state;

import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.udp.Datagram;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** What routers send in NetFlow v9: templates of 20 fields of 4 octets each, and their flows. */
final class RouterTraffic {

    static final int TEMPLATES = 20;
    static final int FIELDS = 20;

    /** In one datagram: as many as fit. */
    static final int FLOWS = 16;

    private static final long T0 = 1_700_000_000_000L;
    private static final int SEQUENCE_AT = 12;
    private static final int FIRST_TEMPLATE = 256;

    private final byte[] payload;

    private RouterTraffic(byte[] payload) {
        this.payload = payload;
    }

    static RouterTraffic templates() {
        NetflowV9Writer writer = new NetflowV9Writer(1).begin(T0 / 1000, 60_000);
        for (int id = FIRST_TEMPLATE; id < FIRST_TEMPLATE + TEMPLATES; id++) {
            writer.template(template(id));
        }
        return new RouterTraffic(writer.toBytes());
    }

    static RouterTraffic flows() {
        NetflowV9Writer writer = new NetflowV9Writer(1).begin(T0 / 1000, 60_000);
        for (int flow = 0; flow < FLOWS; flow++) {
            int value = flow;
            writer.data(
                    template(FIRST_TEMPLATE),
                    record -> {
                        for (int field = 0; field < FIELDS; field++) {
                            record.uint32(value);
                        }
                    });
        }
        return new RouterTraffic(writer.toBytes());
    }

    private static TemplateDefinition template(int id) {
        return TemplateDefinition.of(
                id,
                IntStream.rangeClosed(1, FIELDS)
                        .mapToObj(element -> TemplateField.iana(element, 4))
                        .toArray(TemplateField[]::new));
    }

    /** The datagram of an exporter. */
    StreamRecord<Datagram> of(int exporter) {
        return new StreamRecord<>(
                new Datagram(T0, 0, 0xffff_0a00_0000L + exporter, 2055, payload.clone()), T0);
    }

    /** Gives datagrams another sequence number: those that repeat theirs are duplicates. */
    static void number(List<StreamRecord<Datagram>> datagrams, int sequence) {
        for (StreamRecord<Datagram> datagram : datagrams) {
            ByteBuffer.wrap(datagram.getValue().payload()).putInt(SEQUENCE_AT, sequence);
        }
    }
}
