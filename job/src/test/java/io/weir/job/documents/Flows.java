package io.weir.job.documents;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/** Flows as tests say them, field by field. */
public final class Flows {

    /** When the datagrams of tests are received. */
    public static final Instant RECEIVED = Instant.parse("2026-01-02T03:04:06.250Z");

    private final FlowBatch batch = new FlowBatch();
    private int row;

    private Flows() {}

    /** A batch of one flow without any field, from the exporter 192.0.2.1, port 50000. */
    public static Flows of(ExportProtocol protocol, long domain, long sequence) {
        Flows flows = new Flows();
        IpAddress exporter = address("192.0.2.1");
        flows.batch.setOrigin(exporter.high(), exporter.low(), 50_000, RECEIVED.toEpochMilli());
        flows.batch.setHeader(
                protocol, domain, sequence, Instant.parse("2026-01-02T03:04:05Z").toEpochMilli());
        return flows.next();
    }

    /** Goes on with another flow of the same datagram. */
    public Flows next() {
        row = batch.append(1);
        return this;
    }

    public Flows with(FlowField field, long value) {
        batch.set(field, row, value);
        return this;
    }

    /** Sets a time, in ISO 8601. */
    public Flows at(FlowField field, String time) {
        return with(field, Instant.parse(time).toEpochMilli());
    }

    public Flows with(FlowField field, String address) {
        IpAddress parsed = address(address);
        batch.setAddress(field, row, parsed.high(), parsed.low());
        return this;
    }

    public FlowBatch batch() {
        return batch;
    }

    static IpAddress address(String literal) {
        try {
            return IpAddress.ofBytes(InetAddress.getByName(literal).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    /** An address as documents show it. */
    static String addressText(byte[] address) {
        return IpAddress.ofBytes(address).toString();
    }
}
