package io.weir.codec.sflow;

/**
 * A record of counters. A counter that an agent does not keep is sent with all bits set, and is so
 * here: 2^32 - 1, or -1 of 64 bits.
 */
public sealed interface CounterRecord
        permits InterfaceCounters,
                EthernetCounters,
                VlanCounters,
                ProcessorCounters,
                OtherCounters {}
