package io.weir.operators.decode;

import io.weir.codec.IpAddress;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.udp.Datagram;

/** A NetFlow v9 exporter with one template, whose flows have a source address and bytes. */
final class TestExporter {

    private static final TemplateDefinition TEMPLATE =
            TemplateDefinition.of(256, TemplateField.iana(8, 4), TemplateField.iana(1, 4));

    /** When all of them started: uptime has 32 bits. */
    private static final long STARTED = 1_767_225_600_000L;

    private final IpAddress address;
    private final NetflowV9Writer writer = new NetflowV9Writer(7);

    TestExporter(IpAddress address) {
        this.address = address;
    }

    /** The exporter 10.x.y.z whose last three bytes are {@code number}. */
    static TestExporter numbered(int number) {
        return new TestExporter(IpAddress.ofIpv4(0x0a00_0000L + number));
    }

    IpAddress address() {
        return address;
    }

    Datagram template(long receivedMillis) {
        return datagram(receivedMillis, begin(receivedMillis).template(TEMPLATE).toBytes());
    }

    Datagram flow(long receivedMillis, long bytes) {
        begin(receivedMillis).data(TEMPLATE, record -> record.uint32(0x0a63_0001L).uint32(bytes));
        return datagram(receivedMillis, writer.toBytes());
    }

    private NetflowV9Writer begin(long millis) {
        return writer.begin(millis / 1_000, millis - STARTED);
    }

    Datagram datagram(long receivedMillis, byte[] payload) {
        return new Datagram(receivedMillis, address.high(), address.low(), 2055, payload);
    }
}
