package io.weir.codec.sflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.weir.codec.IpAddress;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.encode.FlowSampleWriter;
import io.weir.codec.encode.PacketWriter;
import io.weir.codec.encode.SflowWriter;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What is written is what is read; and whatever the bytes are, reading ends and throws nothing. */
class RandomSamplesTest {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    record Sample(
            boolean expanded,
            long input,
            long output,
            long rate,
            long pool,
            long frameLength,
            int vlan,
            IpAddress source,
            IpAddress destination,
            int sourcePort,
            int destinationPort,
            int flags,
            int encapsulation) {

        void write(SflowWriter writer) {
            FlowSampleWriter sample = expanded ? writer.expandedFlowSample() : writer.flowSample();
            sample.sampling(rate, pool, 0).interfaces(input, output);
            sample.header(Samples.ETHERNET, frameLength, packet());
        }

        private byte[] packet() {
            PacketWriter packet = new PacketWriter().ethernet(1, 2).vlan(vlan);
            switch (encapsulation) {
                case 1 ->
                        ip(packet, destination, source).vxlan(50_000, 7).ethernet(3, 4).vlan(vlan);
                case 2 -> ip(packet, destination, source).greWithKey(7);
                case 3 -> packet.mpls(16, 17);
                case 4 -> packet.pppoe(1);
                default -> {
                    // Plain IP.
                }
            }
            return ip(packet, source, destination)
                    .tcp(sourcePort, destinationPort, flags)
                    .toBytes();
        }

        private static PacketWriter ip(PacketWriter packet, IpAddress from, IpAddress to) {
            return from.isIpv4() && to.isIpv4()
                    ? packet.ipv4(from, to)
                    : packet.ipv6(ipv6(from), ipv6(to));
        }

        private static IpAddress ipv6(IpAddress address) {
            return address.isIpv4() ? new IpAddress(0x2001_0db8L << 32, address.low()) : address;
        }

        Map<FlowField, Object> expected() {
            boolean ipv4 = source.isIpv4() && destination.isIpv4();
            return Map.of(
                    FlowField.INPUT_INTERFACE,
                    input,
                    FlowField.OUTPUT_INTERFACE,
                    output,
                    FlowField.SAMPLING_INTERVAL,
                    rate,
                    FlowField.SAMPLE_POOL,
                    pool,
                    FlowField.BYTES,
                    frameLength,
                    FlowField.VLAN,
                    (long) vlan,
                    FlowField.SOURCE_ADDRESS,
                    ipv4 ? source : ipv6(source),
                    FlowField.DESTINATION_ADDRESS,
                    ipv4 ? destination : ipv6(destination),
                    FlowField.SOURCE_PORT,
                    (long) sourcePort,
                    FlowField.TCP_FLAGS,
                    (long) flags);
        }
    }

    @Property(tries = 500)
    void readsWhatWasWritten(@ForAll("samples") @Size(min = 1, max = 20) List<Sample> samples) {
        SflowWriter writer = Samples.agent().begin(0);
        samples.forEach(sample -> sample.write(writer));
        SessionUnderTest session = new SessionUnderTest();

        List<Map<FlowField, Object>> flows = session.recordsOf(writer.toBytes());

        assertThat(session.findings()).isEmpty();
        assertThat(flows).hasSameSizeAs(samples);
        for (int i = 0; i < flows.size(); i++) {
            assertThat(flows.get(i)).containsAllEntriesOf(samples.get(i).expected());
        }
    }

    @Provide
    Arbitrary<List<Sample>> samples() {
        Arbitrary<Long> indices = Arbitraries.longs().between(0, 0x3fff_fffeL);
        Arbitrary<Long> numbers = Arbitraries.longs().between(0, 0xffff_ffffL);
        Arbitrary<Integer> ports = Arbitraries.integers().between(0, 65_535);
        Arbitrary<IpAddress> addresses =
                Arbitraries.oneOf(
                        numbers.map(IpAddress::ofIpv4),
                        numbers.map(low -> new IpAddress(0x2001_0db8L << 32, low)));
        return Combinators.combine(
                        Combinators.combine(Arbitraries.of(true, false), indices, indices)
                                .as((expanded, in, out) -> new Object[] {expanded, in, out}),
                        numbers,
                        numbers,
                        Arbitraries.integers().between(1, 4_094),
                        addresses,
                        addresses,
                        Combinators.combine(ports, ports, Arbitraries.integers().between(0, 0xfff))
                                .as((from, to, flags) -> new int[] {from, to, flags}),
                        Arbitraries.integers().between(0, 4))
                .as(
                        (head, rate, length, vlan, source, destination, transport, kind) ->
                                new Sample(
                                        (boolean) head[0],
                                        (long) head[1],
                                        (long) head[2],
                                        rate,
                                        rate / 2,
                                        length,
                                        vlan,
                                        source,
                                        destination,
                                        transport[0],
                                        transport[1],
                                        transport[2],
                                        kind))
                .list();
    }

    @Property(tries = 3_000)
    void survivesArbitraryBytes(@ForAll @Size(max = 400) byte[] content) {
        byte[] datagram = new byte[content.length + 28];
        System.arraycopy(Samples.everything(), 0, datagram, 0, 28);
        System.arraycopy(content, 0, datagram, 28, content.length);

        assertDecodes(datagram);
    }

    @Property(tries = 5_000)
    void survivesDamage(
            @ForAll @Size(max = 8) List<Integer> where, @ForAll @Size(8) List<Byte> values) {
        byte[] datagram = Samples.everything();
        for (int i = 0; i < where.size(); i++) {
            datagram[4 + Math.floorMod(where.get(i), datagram.length - 4)] = values.get(i);
        }

        assertDecodes(datagram);
    }

    private static void assertDecodes(byte[] datagram) {
        List<List<NamedValue>> shown = new ArrayList<>();
        SampleFields fields = new SampleFields();
        SflowDecoder decoder =
                new SflowDecoder(
                        new SampleListener() {
                            @Override
                            public void sample(long type, byte[] bytes, int from, int to) {
                                shown.add(fields.read(type, bytes, from, to));
                            }

                            @Override
                            public void counters(CounterSample sample) {}
                        });
        assertTimeoutPreemptively(
                TIME_LIMIT,
                () -> {
                    FlowBatch batch = new SessionUnderTest().receive(datagram);
                    assertThat(batch.size()).isBetween(0, datagram.length / 8);
                    try {
                        decoder.decode(datagram, batch);
                    } catch (MalformedDatagramException e) {
                        assertThat(e.offset()).isBetween(0, datagram.length);
                    }
                });
        assertThat(shown).hasSizeLessThanOrEqualTo(datagram.length / 8);
    }
}
