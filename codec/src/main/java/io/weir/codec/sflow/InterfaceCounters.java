package io.weir.codec.sflow;

/**
 * The generic counters of an interface (0:1; RFC 2233).
 *
 * @param index the SNMP index of the interface
 * @param type IANAifType
 * @param bitsPerSecond the speed of the interface
 * @param duplex 0 unknown, 1 full, 2 half, 3 in, 4 out
 * @param status bit 0 administratively up, bit 1 operationally up
 * @param inputUnknownProtocols packets of protocols that the interface does not support
 * @param promiscuous 1 if the interface is promiscuous, else 2
 */
public record InterfaceCounters(
        long index,
        long type,
        long bitsPerSecond,
        long duplex,
        long status,
        Direction input,
        long inputUnknownProtocols,
        Direction output,
        long promiscuous)
        implements CounterRecord {

    /** What passed the interface in one direction, since it came up. */
    public record Direction(
            long octets,
            long unicastPackets,
            long multicastPackets,
            long broadcastPackets,
            long discards,
            long errors) {}
}
