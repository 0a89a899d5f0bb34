package io.weir.operators;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Makes batches of flows: {@link #flow} starts one, the other methods say what it has. */
public final class Flows {

    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int ACK = 0x10;

    private final FlowBatch batch = new FlowBatch();
    private int row = -1;

    private Flows(IpAddress exporter, long receivedMillis) {
        batch.setOrigin(exporter.high(), exporter.low(), 2055, receivedMillis);
    }

    public static Flows receivedAt(long millis) {
        return from("192.0.2.1", millis);
    }

    public static Flows from(String exporter, long receivedMillis) {
        return new Flows(address(exporter), receivedMillis);
    }

    /** The address of a literal; no name is looked up. */
    public static IpAddress address(String literal) {
        try {
            return IpAddress.ofBytes(InetAddress.getByName(literal).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal + " is no address.", e);
        }
    }

    public Flows flow() {
        row = batch.append(1);
        return this;
    }

    public Flows with(FlowField field, long value) {
        batch.set(field, row, value);
        return this;
    }

    public Flows source(IpAddress address) {
        batch.setAddress(FlowField.SOURCE_ADDRESS, row, address.high(), address.low());
        return this;
    }

    public Flows source(String address) {
        return source(address(address));
    }

    public Flows destination(IpAddress address) {
        batch.setAddress(FlowField.DESTINATION_ADDRESS, row, address.high(), address.low());
        return this;
    }

    public Flows destination(String address) {
        return destination(address(address));
    }

    public Flows bytes(long bytes) {
        return with(FlowField.BYTES, bytes);
    }

    public Flows packets(long packets) {
        return with(FlowField.PACKETS, packets);
    }

    public Flows time(long startMillis, long endMillis) {
        return with(FlowField.START_MILLIS, startMillis).with(FlowField.END_MILLIS, endMillis);
    }

    public Flows tcp(int flags, int destinationPort) {
        return with(FlowField.PROTOCOL, 6)
                .with(FlowField.TCP_FLAGS, flags)
                .with(FlowField.DESTINATION_PORT, destinationPort);
    }

    public Flows icmp(int protocol, int type, int code) {
        return with(FlowField.PROTOCOL, protocol)
                .with(FlowField.ICMP_TYPE, type)
                .with(FlowField.ICMP_CODE, code);
    }

    public FlowBatch batch() {
        return batch;
    }
}
