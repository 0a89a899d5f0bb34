package io.weir.codec.listeners;

import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.ClientReason;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.store.SessionStore;
import io.weir.codec.store.SessionTable;
import java.nio.ByteBuffer;

/**
 * Says of flows which side is the client, as far as they tell themselves or what the exporter's
 * earlier flows taught: TCP's handshake, then what the exporter says of the initiator, then which
 * addresses and ports were seen to listen.
 *
 * <p>An endpoint listens if it answered the SYN of two different others; or if it responded, as the
 * exporter says, to two different addresses; or if within {@value CandidateTable#FORGET_MINUTES}
 * minutes four addresses or more with four different ports sent to it and it sent to as many, with
 * no handshake that says otherwise. Flows of a scan teach none of that: a port that is asked and
 * does not answer, or resets, is not counted, and neither is a scanner, whose peers have the ports
 * of servers. Flows between a system port (below 1024) and a higher one teach nothing: their ports
 * tell as much.
 *
 * <p>Remembers so many listeners, in memory and, as of the last {@link #flush}, in the store, until
 * they were not heard for {@value #FORGET_HOURS} hours. Each is stored by its endpoint as
 *
 * <pre>
 * | version (1) = 1 | last heard, hours since 1970 (4) |
 * </pre>
 *
 * <p>What is known of those that may turn out to listen is in memory only.
 *
 * <p>Not thread-safe. Allocates nothing per flow once its tables have grown.
 */
public final class Listeners {

    private static final int FORGET_HOURS = 24;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long MINUTE_MILLIS = 60_000;

    private static final byte VERSION = 1;
    private static final int LENGTH = 1 + Integer.BYTES;

    private static final int TCP = 6;

    /** SCTP, DCCP, UDP-Lite; with TCP and UDP the protocols that have ports. */
    private static final long PROTOCOLS_BELOW_64 = 1L << TCP | 1L << 17 | 1L << 33;

    private static final int SCTP = 132;
    private static final int UDP_LITE = 136;

    /** Element 239: which side the initiator is. */
    private static final int INITIATOR_IS_SOURCE = 1;

    private static final int INITIATOR_IS_DESTINATION = 2;

    /** A TCP connection has that many packets each way; without flags, fewer are no connection. */
    private static final int CONNECTION_PACKETS = 3;

    private static final int SYSTEM_PORTS = 1024;

    /** Without options: IPv4 and TCP headers. */
    private static final int MIN_PACKET_BYTES = 40;

    /** All in the first word of {@link FlowBatch#presence}. */
    private static final long ENDPOINTS =
            1L << FlowField.SOURCE_ADDRESS.index()
                    | 1L << FlowField.DESTINATION_ADDRESS.index()
                    | 1L << FlowField.SOURCE_PORT.index()
                    | 1L << FlowField.DESTINATION_PORT.index()
                    | 1L << FlowField.PROTOCOL.index();

    private final SessionStore store;
    private final int most;
    private final Endpoint source = Endpoint.source();
    private final Endpoint destination = Endpoint.destination();

    /** Made with the first flow that has ports. */
    private ListenerTable listeners;

    /** Made with the first flow that says nothing itself. */
    private CandidateTable candidates;

    private int latestHour;
    private int minute;

    /**
     * @param most listeners to be remembered; with 0 flows say only what they tell themselves
     */
    public Listeners(SessionStore store, int most) {
        this.store = store;
        this.most = most;
    }

    /**
     * Learns from the flows, in their order, and sets {@link FlowField#CLIENT_EVIDENCE} of those of
     * which it has any.
     */
    public void observe(FlowBatch batch) {
        long received = batch.receivedMillis();
        latestHour = Math.max(latestHour, (int) (received / HOUR_MILLIS));
        minute = (int) (received / MINUTE_MILLIS);
        long[] present = batch.presence(0);
        for (int row = 0; row < batch.size(); row++) {
            long evidence =
                    (present[row] & ENDPOINTS) == ENDPOINTS
                            ? observe(batch, row)
                            : saidByExporter(batch, row);
            if (evidence != ClientEvidence.NONE) {
                batch.set(FlowField.CLIENT_EVIDENCE, row, evidence);
            }
        }
    }

    private long observe(FlowBatch batch, int row) {
        long protocol = batch.get(FlowField.PROTOCOL, row);
        long evidence = protocol == TCP ? TcpHandshake.evidence(batch, row) : ClientEvidence.NONE;
        if (evidence == ClientEvidence.NONE) {
            evidence = saidByExporter(batch, row);
        }
        if (most == 0 || !hasPorts(protocol)) {
            return evidence;
        }
        if (evidence == ClientEvidence.NONE) {
            return byListeners(batch, row, protocol);
        }
        source.read(batch, row, protocol);
        destination.read(batch, row, protocol);
        if (ClientEvidence.isSource(evidence)) {
            learn(batch, row, evidence, source, destination);
        } else {
            learn(batch, row, evidence, destination, source);
        }
        return evidence;
    }

    private static long saidByExporter(FlowBatch batch, int row) {
        long direction = batch.getOr(FlowField.BIFLOW_DIRECTION, row, 0);
        if (direction == INITIATOR_IS_SOURCE) {
            return ClientEvidence.source(ClientReason.BIFLOW_DIRECTION);
        }
        if (direction == INITIATOR_IS_DESTINATION) {
            return ClientEvidence.destination(ClientReason.BIFLOW_DIRECTION);
        }
        return batch.getOr(FlowField.CLIENT_EVIDENCE, row, ClientEvidence.NONE);
    }

    private static boolean hasPorts(long protocol) {
        return protocol < Long.SIZE
                ? (PROTOCOLS_BELOW_64 & 1L << protocol) != 0
                : protocol == SCTP || protocol == UDP_LITE;
    }

    private long byListeners(FlowBatch batch, int row, long protocol) {
        boolean fromSystemPort = isSystemPort(batch.get(FlowField.SOURCE_PORT, row));
        boolean toSystemPort = isSystemPort(batch.get(FlowField.DESTINATION_PORT, row));
        if (fromSystemPort != toSystemPort) {
            return byHigherPort(batch, row, protocol, toSystemPort);
        }
        source.read(batch, row, protocol);
        destination.read(batch, row, protocol);
        boolean fromListener = isListener(source);
        boolean toListener = isListener(destination);
        if (fromListener != toListener) {
            return fromListener
                    ? ClientEvidence.destination(ClientReason.LISTENER)
                    : ClientEvidence.source(ClientReason.LISTENER);
        }
        if (!fromListener && isTwoWay(batch, row, protocol)) {
            if (candidates().asked(destination, source, minute)) {
                remember(destination);
            }
            if (candidates.answered(source, destination, minute)) {
                remember(source);
            }
        }
        return ClientEvidence.NONE;
    }

    /** That a system port is a server's the port says itself; only clients of some have one. */
    private long byHigherPort(FlowBatch batch, int row, long protocol, boolean isSource) {
        Endpoint higher = isSource ? source : destination;
        higher.read(batch, row, protocol);
        if (!isListener(higher)) {
            return ClientEvidence.NONE;
        }
        return isSource
                ? ClientEvidence.destination(ClientReason.LISTENER)
                : ClientEvidence.source(ClientReason.LISTENER);
    }

    /** Whether servers of the system have such ports (RFC 6335 §6). */
    private static boolean isSystemPort(long port) {
        return port < SYSTEM_PORTS;
    }

    /** Whether it looks like a part of a conversation, and not like a refusal. */
    private static boolean isTwoWay(FlowBatch batch, int row, long protocol) {
        if (protocol != TCP) {
            return true;
        }
        if (batch.has(FlowField.TCP_FLAGS, row) && batch.get(FlowField.TCP_FLAGS, row) != 0) {
            long flags = batch.get(FlowField.TCP_FLAGS, row);
            return (flags & (TcpHandshake.ACK | TcpHandshake.RST)) == TcpHandshake.ACK;
        }
        return batch.getOr(FlowField.PACKETS, row, 0) >= CONNECTION_PACKETS;
    }

    private void learn(FlowBatch batch, int row, long evidence, Endpoint client, Endpoint server) {
        if (isSystemPort(server.port) && !isSystemPort(client.port)) {
            return;
        }
        int slot = table().find(server.key);
        if (slot >= 0) {
            listeners.heard(slot, latestHour);
            return;
        }
        boolean listens =
                switch (ClientEvidence.reason(evidence)) {
                    case SYN_ACK -> candidates().acknowledged(server, client, minute);
                    case SYN -> {
                        candidates().opened(client);
                        yield false;
                    }
                    default ->
                            hasResponse(batch, row, evidence)
                                    && candidates().responded(server, client, minute);
                };
        if (listens) {
            remember(server);
        }
    }

    /** Whether the one who did not begin sent more than a refusal. */
    private static boolean hasResponse(FlowBatch batch, int row, long evidence) {
        boolean sourceBegan = ClientEvidence.isSource(evidence);
        FlowField packets = sourceBegan ? FlowField.REVERSE_PACKETS : FlowField.PACKETS;
        FlowField bytes = sourceBegan ? FlowField.REVERSE_BYTES : FlowField.BYTES;
        if (batch.get(FlowField.PROTOCOL, row) != TCP) {
            return batch.getOr(packets, row, 0) > 0 || batch.getOr(bytes, row, 0) > 0;
        }
        return batch.has(packets, row)
                ? batch.get(packets, row) >= CONNECTION_PACKETS
                : batch.getOr(bytes, row, 0) >= CONNECTION_PACKETS * MIN_PACKET_BYTES;
    }

    private boolean isListener(Endpoint endpoint) {
        int slot = table().find(endpoint.key);
        if (slot < 0) {
            return false;
        }
        listeners.heard(slot, latestHour);
        return true;
    }

    private void remember(Endpoint endpoint) {
        table().add(endpoint.key, latestHour);
    }

    private CandidateTable candidates() {
        if (candidates == null) {
            candidates = new CandidateTable();
        }
        return candidates;
    }

    private ListenerTable table() {
        if (listeners == null) {
            listeners = new ListenerTable(most);
            store.forEachKey(SessionTable.LISTENERS, this::load);
        }
        return listeners;
    }

    private void load(long key) {
        byte[] bytes = store.get(SessionTable.LISTENERS, key);
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw new IllegalStateException(
                    "A stored listener has format version "
                            + (bytes.length == 0 ? "none" : bytes[0])
                            + "; this build reads version "
                            + VERSION
                            + ". Run the build that wrote the state, or a newer one.");
        }
        int slot = listeners.add(key, ByteBuffer.wrap(bytes).getInt(1));
        listeners.setStored(slot);
    }

    /** Writes to the store what is not there yet, and forgets those that were silent for long. */
    public void flush() {
        if (listeners == null) {
            return;
        }
        for (int slot = 0; slot < listeners.capacity(); slot++) {
            if (listeners.isUsed(slot) && listeners.seenHour(slot) < latestHour - FORGET_HOURS) {
                listeners.remove(slot);
            }
        }
        for (int i = 0; i < listeners.removedCount(); i++) {
            store.remove(SessionTable.LISTENERS, listeners.removed(i));
        }
        listeners.forgetRemoved();
        for (int slot = 0; slot < listeners.capacity(); slot++) {
            if (listeners.isChanged(slot)) {
                byte[] bytes =
                        ByteBuffer.allocate(LENGTH)
                                .put(VERSION)
                                .putInt(listeners.seenHour(slot))
                                .array();
                store.put(SessionTable.LISTENERS, listeners.key(slot), bytes);
                listeners.setStored(slot);
            }
        }
    }

    /** The listeners that are known. */
    int size() {
        return listeners == null ? 0 : listeners.size();
    }
}
