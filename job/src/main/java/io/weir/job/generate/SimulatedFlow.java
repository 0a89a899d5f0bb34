package io.weir.job.generate;

/**
 * A flow before its export. One object is filled again and again: whoever is given one reads it
 * before the call returns, and may change it.
 *
 * <p>{@link #between} forgets all that was set before, but not the {@link #instance}; the other
 * setters add to it.
 */
final class SimulatedFlow {

    static final int ICMP = 1;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int ICMPV6 = 58;

    static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int RST = 0x04;
    static final int PSH = 0x08;
    static final int ACK = 0x10;

    /** The flow belongs to normal traffic. */
    static final int NORMAL = -1;

    /** Why the flow was exported: the values of flowEndReason (IANA element 136). */
    static final int IDLE_TIMEOUT = 1;

    static final int ACTIVE_TIMEOUT = 2;
    static final int END_DETECTED = 3;

    private int site;
    private Host source;
    private Host destination;
    private int protocol;
    private int sourcePort;
    private int destinationPort;
    private int tcpFlags;
    private int tos;
    private long packets;
    private long octets;
    private long startMillis;
    private long endMillis;
    private int endReason;
    private boolean answer;
    private int instance = NORMAL;

    /** Starts a flow seen by the exporter of the site. */
    SimulatedFlow between(int site, Host source, Host destination) {
        this.site = site;
        this.source = source;
        this.destination = destination;
        protocol = 0;
        sourcePort = 0;
        destinationPort = 0;
        tcpFlags = 0;
        tos = 0;
        endReason = END_DETECTED;
        answer = false;
        return this;
    }

    SimulatedFlow tcp(int sourcePort, int destinationPort, int flags) {
        protocol = TCP;
        tcpFlags = flags;
        return ports(sourcePort, destinationPort);
    }

    SimulatedFlow udp(int sourcePort, int destinationPort) {
        protocol = UDP;
        return ports(sourcePort, destinationPort);
    }

    /** ICMP or, between IPv6 hosts, ICMPv6; the destination port carries type and code. */
    SimulatedFlow icmp(int type, int code) {
        protocol = isIpv6() ? ICMPV6 : ICMP;
        return ports(0, type << 8 | code);
    }

    SimulatedFlow tos(int tos) {
        this.tos = tos;
        return this;
    }

    SimulatedFlow counted(long packets, long octets) {
        this.packets = packets;
        this.octets = octets;
        return this;
    }

    /** From the first to the last packet, Unix milliseconds. */
    SimulatedFlow during(long startMillis, long endMillis) {
        this.startMillis = startMillis;
        this.endMillis = endMillis;
        return this;
    }

    /** Says why it was exported, where that is not for its end. */
    SimulatedFlow ended(int reason) {
        endReason = reason;
        return this;
    }

    /** Says that it goes from the one who was asked to the one who asked. */
    SimulatedFlow answering() {
        answer = true;
        return this;
    }

    /** Says which of the attacks and look-alikes of the simulation it belongs to, from 0. */
    SimulatedFlow instance(int number) {
        instance = number;
        return this;
    }

    /** Leaves only the packets that were sampled. */
    SimulatedFlow sampled(long packets, long octets, int tcpFlags) {
        this.tcpFlags = tcpFlags;
        return counted(packets, octets);
    }

    private SimulatedFlow ports(int source, int destination) {
        sourcePort = source;
        destinationPort = destination;
        return this;
    }

    /** The site whose exporter sees the flow, from 0. */
    int site() {
        return site;
    }

    Host source() {
        return source;
    }

    Host destination() {
        return destination;
    }

    boolean isIpv6() {
        return !source.address().isIpv4();
    }

    boolean isIcmp() {
        return protocol == ICMP || protocol == ICMPV6;
    }

    int protocol() {
        return protocol;
    }

    int sourcePort() {
        return sourcePort;
    }

    /** For ICMP type * 256 + code. */
    int destinationPort() {
        return destinationPort;
    }

    int tcpFlags() {
        return tcpFlags;
    }

    int tos() {
        return tos;
    }

    long packets() {
        return packets;
    }

    /** Layer 3 octets. */
    long octets() {
        return octets;
    }

    long startMillis() {
        return startMillis;
    }

    long endMillis() {
        return endMillis;
    }

    int endReason() {
        return endReason;
    }

    boolean isAnswer() {
        return answer;
    }

    /** The attack or look-alike that it belongs to, or {@link #NORMAL}. */
    int instance() {
        return instance;
    }

    /** Whether it is of fragments without a transport header: exporters see no ports in them. */
    boolean isFragments() {
        return protocol == UDP && sourcePort == 0 && destinationPort == 0;
    }
}
