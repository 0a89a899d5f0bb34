package io.weir.tcp.metrics;

import org.apache.flink.annotation.PublicEvolving;

/**
 * Every metric of a TCP reader, registered in the metric group of its subtask.
 *
 * <p>At any time {@code messagesReceived + messagesRestored = records emitted + queueMessages},
 * ends of connections aside, and {@code connectionsAccepted = connectionsOpen + connectionsClosed}.
 */
@PublicEvolving
public enum TcpMetric {
    CONNECTIONS_ACCEPTED(
            "connectionsAccepted",
            Kind.COUNTER,
            "connections",
            "Connections taken. Also per listener, in the sub-group listener=NAME."),
    CONNECTIONS_OPEN("connectionsOpen", Kind.GAUGE, "connections", "Connections that are open."),
    CONNECTIONS_REFUSED(
            "connectionsRefused",
            Kind.COUNTER,
            "connections",
            "Connections closed at once. Also by reason, in the sub-group reason=REASON."),
    CONNECTIONS_CLOSED(
            "connectionsClosed",
            Kind.COUNTER,
            "connections",
            "Connections that have ended. Also by reason, in the sub-group reason=REASON."),
    TLS_HANDSHAKES_FAILED(
            "tlsHandshakesFailed",
            Kind.COUNTER,
            "connections",
            "Connections to a TLS port that did not come to speak TLS with us: no TLS, no or the"
                    + " wrong certificate, nothing in common, or too slow."),
    FRAMING_ERRORS(
            "framingErrors",
            Kind.COUNTER,
            "connections",
            "Connections whose bytes were no IPFIX messages. Also by error, in the sub-group"
                    + " reason=ERROR."),
    MESSAGES_RECEIVED(
            "messagesReceived",
            Kind.COUNTER,
            "messages",
            "Complete messages taken from connections. Also per listener, in the sub-group"
                    + " listener=NAME."),
    MESSAGE_BYTES_RECEIVED(
            "messageBytesReceived", Kind.COUNTER, "bytes", "The bytes of these messages."),
    MESSAGES_RESTORED(
            "messagesRestored",
            Kind.COUNTER,
            "messages",
            "Taken over from a checkpoint: an earlier run had received and not yet emitted them."),
    READING_PAUSED(
            "readingPaused",
            Kind.GAUGE,
            "0 or 1",
            "1 while nothing is read because the hand-over queue is full: the job is too slow, and"
                    + " the senders wait."),
    QUEUE_MESSAGE_BYTES(
            "queueMessageBytes",
            Kind.GAUGE,
            "bytes",
            "Heap held by messages that wait to be emitted: their bytes and 80 each."),
    QUEUE_MESSAGES(
            "queueMessages",
            Kind.GAUGE,
            "messages",
            "Messages that wait to be emitted; a checkpoint holds them.");

    /** Whether the value only grows from the start of the reader, or is a reading of now. */
    public enum Kind {
        COUNTER,
        GAUGE
    }

    private final String id;
    private final Kind kind;
    private final String unit;
    private final String meaning;

    TcpMetric(String id, Kind kind, String unit, String meaning) {
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
