package io.weir.codec.sflow;

/** The counters of an Ethernet interface (0:2; RFC 2358, whose names these are). */
public record EthernetCounters(
        long alignmentErrors,
        long fcsErrors,
        long singleCollisionFrames,
        long multipleCollisionFrames,
        long sqeTestErrors,
        long deferredTransmissions,
        long lateCollisions,
        long excessiveCollisions,
        long internalMacTransmitErrors,
        long carrierSenseErrors,
        long frameTooLongs,
        long internalMacReceiveErrors,
        long symbolErrors)
        implements CounterRecord {}
