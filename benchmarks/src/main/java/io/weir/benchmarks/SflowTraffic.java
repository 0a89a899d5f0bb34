package io.weir.benchmarks;

import io.weir.codec.IpAddress;
import io.weir.codec.encode.PacketWriter;
import io.weir.codec.encode.SflowWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Datagrams of sFlow v5, as switches send them: samples of 128 bytes of a tagged Ethernet frame
 * with IPv4 and TCP or UDP, and what the switch knows of its VLANs. One sample is one flow.
 */
final class SflowTraffic {

    private static final int SAMPLES_IN_DATAGRAM = 6;
    private static final int SAMPLED_BYTES = 128;
    private static final int ETHERNET = 1;
    private static final int EXTENDED_SWITCH = 1001;
    private static final int PORTS = 48;
    private static final int SAMPLING_INTERVAL = 1_000;

    private SflowTraffic() {}

    static Datagrams datagrams() {
        Random random = new Random(Datagrams.SEED);
        SflowWriter writer = new SflowWriter(IpAddress.ofIpv4(0x0a00_0001L), 0);
        List<Datagrams.Sent> sent = new ArrayList<>();
        long sample = 0;
        while (sample < Traffic.FLOWS) {
            writer.begin(Datagrams.UPTIME_MILLIS);
            for (int i = 0; i < SAMPLES_IN_DATAGRAM; i++) {
                addSample(writer, ++sample, random);
            }
            sent.add(new Datagrams.Sent(0, writer.toBytes()));
        }
        return new Datagrams(List.of(), sent);
    }

    private static void addSample(SflowWriter writer, long sequence, Random random) {
        int input = 1 + random.nextInt(PORTS);
        int output = 1 + random.nextInt(PORTS);
        int vlan = 1 + random.nextInt(4_000);
        writer.flowSample()
                .sequence(sequence)
                .source(0, input)
                .sampling(SAMPLING_INTERVAL, sequence * SAMPLING_INTERVAL, 0)
                .interfaces(input, output)
                .header(ETHERNET, 64 + random.nextInt(1_455), packet(vlan, random))
                .record(
                        EXTENDED_SWITCH,
                        record -> record.uint32(vlan).uint32(0).uint32(vlan).uint32(0));
    }

    private static byte[] packet(int vlan, Random random) {
        PacketWriter packet =
                new PacketWriter()
                        .ethernet(random.nextLong() >>> 16, random.nextLong() >>> 16)
                        .vlan(vlan)
                        .ipv4(
                                IpAddress.ofIpv4(random.nextInt() & 0xffff_ffffL),
                                IpAddress.ofIpv4(random.nextInt() & 0xffff_ffffL));
        int source = random.nextInt(65_536);
        int destination = random.nextInt(65_536);
        if (random.nextInt(100) < 70) {
            packet.tcp(source, destination, 0x10);
        } else {
            packet.udp(source, destination);
        }
        byte[] header = packet.toBytes();
        return Arrays.copyOf(header, SAMPLED_BYTES);
    }
}
