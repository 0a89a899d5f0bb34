package io.weir.job.documents;

import static io.weir.codec.encode.TemplateField.enterprise;
import static io.weir.codec.encode.TemplateField.iana;

import io.weir.codec.IpAddress;
import io.weir.codec.Malformation;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV5Writer;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.PacketWriter;
import io.weir.codec.encode.SflowWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.RecordListener;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionListener;
import io.weir.codec.session.Transport;
import io.weir.codec.store.MemorySessionStore;
import io.weir.job.config.FlowForm;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.Enricher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One datagram of each protocol with a flow that exporters send like this, and its document. */
public final class ExportedFlows {

    private static final long REVERSE = 29_305;
    private static final Instant EXPORTED = Instant.parse("2026-01-02T03:04:05Z");
    private static final long SECONDS = EXPORTED.getEpochSecond();
    private static final int UPTIME = 600_000;
    private static final long CLIENT = 0x0a01_0203L;
    private static final long SERVER = 0x0506_0708L;
    private static final long LISTED = 0x0908_0706L;
    private static final int ETHERNET = 1;

    private ExportedFlows() {}

    /** Sampled HTTPS. */
    static byte[] netflowV5() {
        NetflowV5Writer writer =
                new NetflowV5Writer(1, 2)
                        .sampling(1, 100)
                        .nextSequence(1_000)
                        .begin(EXPORTED.toEpochMilli(), UPTIME);
        writer.record()
                .addresses(CLIENT, SERVER)
                .nextHop(0xc000_02feL)
                .interfaces(2, 3)
                .packets(12)
                .octets(3_456)
                .uptimes(UPTIME - 65_500, UPTIME - 3_000)
                .ports(51_234, 443)
                .tcpFlags(0x1b)
                .protocol(6)
                .tos(0xb8)
                .autonomousSystems(0, 64_501)
                .prefixLengths(16, 24);
        return writer.toBytes();
    }

    /** An unreachable port, from a host that is on a list. */
    static byte[] netflowV9() {
        TemplateDefinition template =
                TemplateDefinition.of(
                        256,
                        iana(8, 4),
                        iana(12, 4),
                        iana(4, 1),
                        iana(32, 2),
                        iana(1, 4),
                        iana(2, 4),
                        iana(22, 4),
                        iana(21, 4),
                        iana(61, 1),
                        iana(56, 6),
                        iana(80, 6),
                        iana(58, 2),
                        iana(10, 4),
                        iana(89, 1));
        return new NetflowV9Writer(4_294_967_295L)
                .nextSequence(7)
                .begin(SECONDS, UPTIME)
                .template(template)
                .data(
                        template,
                        record ->
                                record.uint32(LISTED)
                                        .uint32(CLIENT)
                                        .uint8(1)
                                        .uint16(3 * 256 + 3)
                                        .uint32(56)
                                        .uint32(1)
                                        .uint32(UPTIME - 2_000)
                                        .uint32(UPTIME - 1_250)
                                        .uint8(1)
                                        .uint(0x02_00_5e_00_53_01L, 6)
                                        .uint(0x02_00_5e_00_53_ffL, 6)
                                        .uint16(20)
                                        .uint32(3)
                                        .uint8(0x42))
                .toBytes();
    }

    /** Both directions of a DNS query over IPv6 in one record (RFC 5103). */
    static byte[] ipfixBiflow() {
        TemplateDefinition template =
                TemplateDefinition.of(
                        256,
                        iana(27, 16),
                        iana(28, 16),
                        iana(7, 2),
                        iana(11, 2),
                        iana(4, 1),
                        iana(1, 8),
                        iana(2, 8),
                        enterprise(REVERSE, 1, 8),
                        enterprise(REVERSE, 2, 8),
                        iana(152, 8),
                        iana(153, 8),
                        iana(136, 1),
                        iana(239, 1));
        return new IpfixWriter(3)
                .nextSequence(4_000_000_000L)
                .begin(SECONDS)
                .template(template)
                .data(
                        template,
                        record ->
                                record.address(Flows.address("2001:db8:1::5"))
                                        .address(Flows.address("2a0f:1::53"))
                                        .uint16(40_000)
                                        .uint16(53)
                                        .uint8(17)
                                        .uint64(80)
                                        .uint64(1)
                                        .uint64(300)
                                        .uint64(1)
                                        .uint64(EXPORTED.toEpochMilli() - 4)
                                        .uint64(EXPORTED.toEpochMilli() - 1)
                                        .uint8(1)
                                        .uint8(1))
                .toBytes();
    }

    /** A connection that a firewall refused, its source translated. */
    static byte[] ipfixFirewall() {
        TemplateDefinition template =
                TemplateDefinition.of(
                        300,
                        iana(8, 4),
                        iana(12, 4),
                        iana(7, 2),
                        iana(11, 2),
                        iana(4, 1),
                        iana(225, 4),
                        iana(227, 2),
                        iana(233, 1),
                        iana(323, 8),
                        iana(148, 8));
        return new IpfixWriter(4)
                .nextSequence(1)
                .begin(SECONDS)
                .template(template)
                .data(
                        template,
                        record ->
                                record.uint32(LISTED)
                                        .uint32(CLIENT)
                                        .uint16(50_000)
                                        .uint16(22)
                                        .uint8(6)
                                        .uint32(0xc633_6401L)
                                        .uint16(1_024)
                                        .uint8(3)
                                        .uint64(EXPORTED.toEpochMilli() - 10)
                                        .uint64(77))
                .toBytes();
    }

    /** A sampled SYN in a VLAN. */
    static byte[] sflow() {
        byte[] packet =
                new PacketWriter()
                        .begin()
                        .ethernet(0x02_00_5e_00_53_01L, 0x02_00_5e_00_53_ffL)
                        .vlan(30)
                        .ipv4(Flows.address("10.1.2.3"), Flows.address("5.6.7.8"))
                        .tcp(51_234, 443, 2)
                        .toBytes();
        SflowWriter writer =
                new SflowWriter(Flows.address("192.0.2.1"), 0).nextSequence(9).begin(UPTIME);
        writer.flowSample()
                .sequence(1)
                .source(0, 3)
                .sampling(1_000, 100_000, 2)
                .interfaces(3, 4)
                .header(ETHERNET, 78, packet);
        return writer.toBytes();
    }

    /** All of them. */
    public static List<byte[]> all() {
        return List.of(netflowV5(), netflowV9(), ipfixBiflow(), ipfixFirewall(), sflow());
    }

    /** The documents of a datagram's flows, each of an exporter that is new. */
    public static List<byte[]> documents(byte[] datagram, Enricher enricher) {
        return documents(datagram, enricher, FlowForm.FULL);
    }

    static List<byte[]> documents(byte[] datagram, Enricher enricher, FlowForm form) {
        ExporterSession session =
                new ExporterSession(
                        new MemorySessionStore(),
                        new StrictListener(),
                        RecordListener.NONE,
                        Transport.DATAGRAMS,
                        SessionLimits.DEFAULTS);
        FlowBatch batch = new FlowBatch();
        IpAddress exporter = Flows.address("192.0.2.1");
        batch.setOrigin(exporter.high(), exporter.low(), 50_000, EXPORTED.toEpochMilli() + 250);
        session.decode(datagram, batch);
        EnrichedFlows flows = enricher.enrich(batch);
        FlowDocuments documents = new FlowDocuments("weir", form);
        List<byte[]> written = new ArrayList<>();
        for (int row = 0; row < flows.size(); row++) {
            written.add(documents.write(flows, row));
        }
        return written;
    }

    private static final class StrictListener implements SessionListener {

        @Override
        public void count(SessionCounter counter, long amount) {}

        @Override
        public void malformed(Malformation reason, int offset) {
            throw new AssertionError(reason + " at " + offset);
        }
    }
}
