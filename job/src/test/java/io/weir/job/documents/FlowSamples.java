package io.weir.job.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.flow.SamplingSource;
import io.weir.codec.flow.TimeAdjustment;
import io.weir.job.config.FlowForm;
import io.weir.operators.duplicates.ObservationPoint;
import io.weir.operators.enrich.Enricher;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Flows that together have all that flows can have, and flows that mean harm. */
public final class FlowSamples {

    private static final int TCP = 6;
    private static final int LONGEST_TEXT = 60_000;

    private FlowSamples() {}

    /** Documents that between them have every field. */
    public static List<byte[]> documents(Enricher enricher) {
        List<byte[]> documents = new ArrayList<>();
        for (byte[] datagram : ExportedFlows.all()) {
            documents.addAll(ExportedFlows.documents(datagram, enricher));
        }
        FlowDocuments writer = new FlowDocuments("weir", FlowForm.FULL);
        for (FlowBatch batch : batches()) {
            documents.add(writer.write(enricher.enrich(batch), 0));
        }
        return documents;
    }

    /** Batches of one flow each that between them have every field. */
    static List<FlowBatch> batches() {
        return List.of(
                withEveryField(ExportProtocol.IPFIX),
                answer(),
                inbound(),
                risky(),
                threatened(),
                multicast());
    }

    /** Each column, with a value that says something. */
    public static FlowBatch withEveryField(ExportProtocol protocol) {
        Flows flow = Flows.of(protocol, 1, 1);
        flow.batch().setPayload("text".getBytes(UTF_8));
        for (FlowField field : FlowField.values()) {
            switch (field.shape()) {
                case ADDRESS -> flow.with(field, "192.0.2.9");
                case BYTES -> flow.with(field, FlowBatch.slice(0, 4));
                case NUMBER -> flow.with(field, TCP);
            }
        }
        flow.batch().markAbsent(FlowField.ORIGINAL_RECORD, 0);
        flow.with(FlowField.OBSERVATION_POINTS, flow.batch().append(twoPoints()));
        return flow.with(FlowField.DUPLICATE_WAYS, 3)
                .with(FlowField.SOURCE_ADDRESS, "10.1.2.3")
                .with(FlowField.SOURCE_PORT, 51_000)
                .with(FlowField.SOURCE_MAC, 0x02_00_5e_00_53_01L)
                .with(FlowField.DESTINATION_ADDRESS, "2a0f:1::53")
                .with(FlowField.DESTINATION_PORT, 443)
                .with(FlowField.DESTINATION_MAC, 0x02_00_5e_00_53_ffL)
                .with(FlowField.VLAN, 20)
                .with(FlowField.POST_VLAN, 30)
                .with(FlowField.FIREWALL_EVENT, 3)
                .with(FlowField.FIREWALL_EXTENDED_EVENT, 1_001)
                .with(FlowField.END_REASON, 3)
                .with(FlowField.FORWARDING_STATUS, 0x81)
                .with(FlowField.SAMPLING_SOURCE, SamplingSource.OPTIONS.code())
                .with(
                        FlowField.TIME_ADJUSTMENT,
                        TimeAdjustment.REANCHORED | TimeAdjustment.END_FROM_EXPORT)
                .batch();
    }

    /** As it comes in at 192.0.2.1, domain 7, and as it goes out at port 2055 of 192.0.2.2. */
    private static byte[] twoPoints() {
        return ByteBuffer.allocate(2 * ObservationPoint.BYTES)
                .putLong(0)
                .putLong(0xffff_c000_0201L)
                .putLong(7L << 18 | 1)
                .putLong(0)
                .putLong(0xffff_c000_0202L)
                .putLong(2055L << 2 | 2)
                .array();
    }

    /** From a server on the Internet to a client inside. */
    private static FlowBatch answer() {
        Flows flow = Flows.of(ExportProtocol.IPFIX, 1, 2);
        flow.with(FlowField.DUPLICATE_WAYS, 2);
        return between(flow, "2a0f:1::53", 443, "10.1.2.3", 51_000);
    }

    /** From a client on the Internet to a server inside. */
    private static FlowBatch inbound() {
        Flows flow = Flows.of(ExportProtocol.IPFIX, 1, 3);
        return between(flow, "5.6.7.8", 51_000, "10.1.2.3", 8_443);
    }

    private static FlowBatch between(Flows flow, String from, int fromPort, String to, int toPort) {
        return flow.with(FlowField.SOURCE_ADDRESS, from)
                .with(FlowField.SOURCE_PORT, fromPort)
                .with(FlowField.SOURCE_MAC, 0x02_00_5e_00_53_01L)
                .with(FlowField.POST_NAT_SOURCE_ADDRESS, "203.0.113.9")
                .with(FlowField.POST_NAT_SOURCE_PORT, 1_024)
                .with(FlowField.DESTINATION_ADDRESS, to)
                .with(FlowField.DESTINATION_PORT, toPort)
                .with(FlowField.DESTINATION_MAC, 0x02_00_5e_00_53_ffL)
                .with(FlowField.POST_NAT_DESTINATION_ADDRESS, "203.0.113.10")
                .with(FlowField.POST_NAT_DESTINATION_PORT, 1_025)
                .with(FlowField.SOURCE_AS, 64_512)
                .with(FlowField.DESTINATION_AS, 64_513)
                .with(FlowField.PROTOCOL, TCP)
                .with(FlowField.BYTES, 100)
                .with(FlowField.PACKETS, 1)
                .with(FlowField.REVERSE_BYTES, 100)
                .with(FlowField.REVERSE_PACKETS, 1)
                .batch();
    }

    /** A client inside that gets an answer from a server on a list, by ICMP. */
    private static FlowBatch risky() {
        return Flows.of(ExportProtocol.NETFLOW_V9, 1, 1)
                .with(FlowField.SOURCE_ADDRESS, "10.1.2.3")
                .with(FlowField.DESTINATION_ADDRESS, "9.8.7.6")
                .with(FlowField.PROTOCOL, 1)
                .with(FlowField.ICMP_TYPE, 3)
                .with(FlowField.ICMP_CODE, 13)
                .with(FlowField.NAT_EVENT, 3)
                .batch();
    }

    /** A client on a list that a server inside answers. */
    private static FlowBatch threatened() {
        return Flows.of(ExportProtocol.IPFIX, 1, 1)
                .with(FlowField.SOURCE_ADDRESS, "2a0f:2::1")
                .with(FlowField.DESTINATION_ADDRESS, "10.2.0.1")
                .with(FlowField.PROTOCOL, TCP)
                .with(FlowField.SOURCE_PORT, 50_000)
                .with(FlowField.DESTINATION_PORT, 22)
                .with(FlowField.REVERSE_PACKETS, 9)
                .with(FlowField.REVERSE_TCP_FLAGS, 0x1b)
                .batch();
    }

    /** To a multicast group. */
    static FlowBatch multicast() {
        return Flows.of(ExportProtocol.IPFIX, 1, 1)
                .with(FlowField.SOURCE_ADDRESS, "10.1.2.3")
                .with(FlowField.SOURCE_PORT, 5_353)
                .with(FlowField.DESTINATION_ADDRESS, "224.0.0.251")
                .with(FlowField.DESTINATION_PORT, 5_353)
                .with(FlowField.PROTOCOL, 17)
                .batch();
    }

    /** Whatever bits an exporter sends. */
    public static FlowBatch hostile(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Flows flow =
                Flows.of(
                        ExportProtocol.IPFIX, random.nextLong(1L << 32), random.nextLong(1L << 32));
        byte[] payload = new byte[64];
        random.nextBytes(payload);
        flow.batch().setPayload(payload);
        for (FlowField field : FlowField.values()) {
            if (field != FlowField.ORIGINAL_RECORD && random.nextBoolean()) {
                boolean text = field.shape() == FlowField.Shape.BYTES;
                flow.with(field, text ? anySlice(random, payload.length) : anyLong(random));
                flow.batch().highColumn(field)[0] = anyLong(random);
            }
        }
        return withCodes(flow, random);
    }

    /** The largest and the smallest numbers, the longest texts. */
    public static FlowBatch extreme(long number) {
        Flows flow = Flows.of(ExportProtocol.IPFIX, 0xffff_ffffL, 0xffff_ffffL);
        flow.batch().setPayload("\u00fc\"\\\u0000\u20ac".repeat(LONGEST_TEXT / 8).getBytes(UTF_8));
        int length = flow.batch().payload().length;
        for (FlowField field : FlowField.values()) {
            boolean text = field.shape() == FlowField.Shape.BYTES;
            flow.with(field, text ? FlowBatch.slice(1, length - 1) : number);
            flow.batch().highColumn(field)[0] = number;
        }
        flow.batch().setClockSkew(number);
        return withCodes(flow, new SplittableRandom(number));
    }

    /** Codes, and JSON, are not the exporter's but the session's. */
    private static FlowBatch withCodes(Flows flow, SplittableRandom random) {
        flow.batch().markAbsent(FlowField.CLIENT_EVIDENCE, 0);
        flow.batch().markAbsent(FlowField.ORIGINAL_RECORD, 0);
        return flow.with(FlowField.SAMPLING_SOURCE, 1 + random.nextInt(4)).batch();
    }

    /** Of any magnitude, negative ones included. */
    private static long anyLong(SplittableRandom random) {
        return random.nextLong() >> random.nextInt(64);
    }

    private static long anySlice(SplittableRandom random, int payloadLength) {
        int offset = random.nextInt(payloadLength);
        return FlowBatch.slice(offset, random.nextInt(payloadLength - offset + 1));
    }
}
