package io.weir.job.exporter;

import io.weir.codec.IpAddress;
import io.weir.job.capture.PcapWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/**
 * Captures of ordinary traffic, the same for the same seed and start: TCP sessions, UDP exchanges
 * and pings over IPv4 and IPv6, some 150 conversations in one minute. A SYN scan and a burst of
 * ICMP port-unreachables can be added.
 */
public final class TrafficCapture {

    /** Who scans, once per host of {@link #SCANNED_HOSTS}. */
    public static final IpAddress SCANNER = IpAddress.ofIpv4(0xc633_6442L);

    public static final int SCANNED_HOSTS = 60;
    public static final int SCANNED_PORT = 445;

    /** Who gets the ICMP port-unreachables, from {@link #UNREACHABLE_HOSTS} hosts. */
    public static final IpAddress UNREACHABLE_TARGET = IpAddress.ofIpv4(0xc633_6455L);

    public static final int UNREACHABLE_HOSTS = 100;
    public static final int UNREACHABLE_PER_HOST = 3;

    private static final int TCP_SESSIONS = 40;
    private static final int UDP_EXCHANGES = 24;
    private static final int PINGS = 8;
    private static final int DURATION_MICROS = 60_000_000;

    private static final int[] TCP_PORTS = {22, 25, 80, 443, 993, 3306, 8080, 8443};
    private static final int[] UDP_PORTS = {53, 123, 443, 500, 1194, 5060};

    private final Random random;
    private final Conversations conversations;

    private TrafficCapture(long seed, Instant start) {
        random = new Random(seed);
        conversations =
                new Conversations(start.getEpochSecond() * 1_000_000 + start.getNano() / 1000);
    }

    /** Ordinary traffic only, from {@code start} on for about a minute. */
    public static TrafficCapture ordinary(long seed, Instant start) {
        TrafficCapture capture = new TrafficCapture(seed, start);
        capture.addConversations(0x0a00_0000L, true);
        capture.addConversations(0, false);
        return capture;
    }

    /** Adds one SYN to each of 60 hosts within 6 s, from one source, unanswered. */
    public TrafficCapture withSynScan() {
        for (int host = 1; host <= SCANNED_HOSTS; host++) {
            conversations.syn(
                    20_000_000 + 100_000 * host,
                    SCANNER,
                    40_000 + host,
                    IpAddress.ofIpv4(0xc000_0200L + host),
                    SCANNED_PORT);
        }
        return this;
    }

    /** Adds 300 ICMP port-unreachables from 100 hosts to one, within 3 s. */
    public TrafficCapture withIcmpUnreachableBurst() {
        for (int i = 0; i < UNREACHABLE_HOSTS * UNREACHABLE_PER_HOST; i++) {
            conversations.portUnreachable(
                    30_000_000 + 10_000 * i,
                    IpAddress.ofIpv4(0xcb00_7100L + i % UNREACHABLE_HOSTS),
                    UNREACHABLE_TARGET);
        }
        return this;
    }

    /** Writes the packets in the order of their times. */
    public void write(Path file) throws IOException {
        try (PcapWriter writer = PcapWriter.open(file)) {
            conversations.write(writer);
        }
    }

    /** How many packets there are. */
    public int packets() {
        return conversations.packets();
    }

    private void addConversations(long ipv4Network, boolean isIpv4) {
        for (int i = 0; i < TCP_SESSIONS; i++) {
            conversations.tcpSession(
                    random,
                    random.nextInt(DURATION_MICROS),
                    client(ipv4Network, isIpv4, i),
                    1024 + random.nextInt(60_000),
                    server(ipv4Network, isIpv4, i),
                    TCP_PORTS[i % TCP_PORTS.length]);
        }
        for (int i = 0; i < UDP_EXCHANGES; i++) {
            conversations.udpExchange(
                    random,
                    random.nextInt(DURATION_MICROS),
                    client(ipv4Network, isIpv4, i),
                    1024 + random.nextInt(60_000),
                    server(ipv4Network, isIpv4, i + 7),
                    UDP_PORTS[i % UDP_PORTS.length]);
        }
        for (int i = 0; i < PINGS; i++) {
            conversations.ping(
                    random,
                    random.nextInt(DURATION_MICROS),
                    client(ipv4Network, isIpv4, i),
                    server(ipv4Network, isIpv4, i + 3));
        }
    }

    private static IpAddress client(long ipv4Network, boolean isIpv4, int index) {
        return isIpv4
                ? IpAddress.ofIpv4(ipv4Network + 10 + index)
                : new IpAddress(0x2001_0db8_0000_0001L, 10L + index);
    }

    private static IpAddress server(long ipv4Network, boolean isIpv4, int index) {
        return isIpv4
                ? IpAddress.ofIpv4(ipv4Network + 0x1_0000 + index % 12)
                : new IpAddress(0x2001_0db8_0000_0002L, index % 12 + 1L);
    }
}
