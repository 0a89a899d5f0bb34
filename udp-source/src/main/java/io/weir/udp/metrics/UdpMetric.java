package io.weir.udp.metrics;

import org.apache.flink.annotation.PublicEvolving;

/**
 * Every metric of a UDP reader, registered in the metric group of its subtask; those that have it
 * in their meaning also for each listener, in the sub-group {@code listener=NAME}.
 *
 * <p>At any time {@code datagramsReceived + datagramsRestored = records emitted +
 * datagramsNotAllowed + datagramsDroppedQueueFull + queueDatagrams}. What the kernel dropped, and
 * what was discarded at the close, was never received.
 */
@PublicEvolving
public enum UdpMetric {
    DATAGRAMS_RECEIVED(
            "datagramsReceived",
            Kind.COUNTER,
            "datagrams",
            "Read from the sockets, those not taken afterwards included. Also per listener."),
    BYTES_RECEIVED(
            "bytesReceived",
            Kind.COUNTER,
            "bytes",
            "Payload read from the sockets, that of datagrams not taken afterwards included. Also"
                    + " per listener."),
    DATAGRAMS_RESTORED(
            "datagramsRestored",
            Kind.COUNTER,
            "datagrams",
            "Taken over from a checkpoint: an earlier run had received and not yet emitted them."),
    DATAGRAMS_NOT_ALLOWED(
            "datagramsNotAllowed",
            Kind.COUNTER,
            "datagrams",
            "Received from senders that are not on the allow-list, and not taken. Also per"
                    + " listener."),
    DATAGRAMS_DROPPED_QUEUE_FULL(
            "datagramsDroppedQueueFull",
            Kind.COUNTER,
            "datagrams",
            "Received and dropped because the hand-over queue was full: the job is too slow."
                    + " Also per sender, in the sub-group exporter=ADDRESS; the first 128 senders"
                    + " that lose datagrams have one each, all others share exporter=other."),
    DATAGRAMS_DROPPED_BY_KERNEL(
            "datagramsDroppedByKernel",
            Kind.GAUGE,
            "datagrams",
            "Dropped by the kernel on this reader's own sockets because their receive buffer was"
                    + " full: the receive thread is too slow or the buffer too small. -1 where the"
                    + " kernel does not tell (no /proc/net/udp). Also per listener."),
    DATAGRAMS_DISCARDED_AT_CLOSE(
            "datagramsDiscardedAtClose",
            Kind.COUNTER,
            "datagrams",
            "Waited in the sockets' receive buffers when the reader closed. Also per listener."),
    QUEUE_BYTES(
            "queueBytes",
            Kind.GAUGE,
            "bytes",
            "Heap held by datagrams that wait to be emitted: payloads and 80 bytes each."),
    QUEUE_DATAGRAMS(
            "queueDatagrams",
            Kind.GAUGE,
            "datagrams",
            "Datagrams that wait to be emitted; a checkpoint holds them."),
    RECEIVE_BUFFER_BYTES(
            "receiveBufferBytes",
            Kind.GAUGE,
            "bytes",
            "Receive buffer the kernel granted to each socket (the smallest of this reader's),"
                    + " 0 before the sockets are open. Also per listener."),
    FOREIGN_SOCKETS(
            "foreignSockets",
            Kind.GAUGE,
            "sockets",
            "Sockets of other programs on the ports, which take a share of the datagrams. Looked"
                    + " for every 10 s by one subtask on each host, 0 in the others.");

    /** Whether the value only grows from the start of the reader, or is a reading of now. */
    public enum Kind {
        COUNTER,
        GAUGE
    }

    private final String id;
    private final Kind kind;
    private final String unit;
    private final String meaning;

    UdpMetric(String id, Kind kind, String unit, String meaning) {
        this.id = id;
        this.kind = kind;
        this.unit = unit;
        this.meaning = meaning;
    }

    /** The name it is registered under. */
    public String id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    public String unit() {
        return unit;
    }

    /** One or more sentences for the reference page. */
    public String meaning() {
        return meaning;
    }
}
