package io.weir.codec.sflow;

/** The counters of a VLAN (0:5). */
public record VlanCounters(
        long vlan,
        long octets,
        long unicastPackets,
        long multicastPackets,
        long broadcastPackets,
        long discards)
        implements CounterRecord {}
