package io.weir.codec.listeners;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.ClientReason;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.store.MemorySessionStore;

/** Shows flows to listeners, one by one, and tells what they make of them. */
final class ObservedFlows {

    static final long NOW = 1_780_000_000_000L;
    static final int TCP = 6;
    static final int UDP = 17;

    static final int SYN = 0x02;
    static final int RST_ACK = 0x14;
    static final int SYN_ACK = 0x12;
    static final int SESSION = 0x1b;

    final MemorySessionStore store;
    Listeners listeners;
    private final FlowBatch batch = new FlowBatch();
    private long now = NOW;

    ObservedFlows(MemorySessionStore store, int most) {
        this.store = store;
        this.listeners = new Listeners(store, most);
    }

    ObservedFlows(int most) {
        this(new MemorySessionStore(), most);
    }

    /** Begins a flow that says its addresses, ports and protocol. */
    ObservedFlows flow(int protocol, long source, int sourcePort, long to, int toPort) {
        batch.clear();
        batch.setOrigin(0, 1, 0, now);
        batch.append(1);
        batch.setAddress(FlowField.SOURCE_ADDRESS, 0, 0, IpAddress.mappedIpv4(source));
        batch.setAddress(FlowField.DESTINATION_ADDRESS, 0, 0, IpAddress.mappedIpv4(to));
        batch.set(FlowField.SOURCE_PORT, 0, sourcePort);
        batch.set(FlowField.DESTINATION_PORT, 0, toPort);
        batch.set(FlowField.PROTOCOL, 0, protocol);
        return this;
    }

    ObservedFlows tcp(long source, int sourcePort, long to, int toPort, int flags, int packets) {
        return flow(TCP, source, sourcePort, to, toPort)
                .with(FlowField.TCP_FLAGS, flags)
                .with(FlowField.PACKETS, packets);
    }

    ObservedFlows with(FlowField field, long value) {
        batch.set(field, 0, value);
        return this;
    }

    ObservedFlows without(FlowField field) {
        batch.markAbsent(field, 0);
        return this;
    }

    /** Both directions of a session that carried data. */
    void session(int protocol, long client, int clientPort, long server, int serverPort) {
        flow(protocol, client, clientPort, server, serverPort).exchange(protocol).evidence();
        flow(protocol, server, serverPort, client, clientPort).exchange(protocol).evidence();
    }

    private ObservedFlows exchange(int protocol) {
        with(FlowField.PACKETS, 10);
        return protocol == TCP ? with(FlowField.TCP_FLAGS, SESSION) : this;
    }

    /** Shows the flow; the {@link ClientEvidence} that it got. */
    long evidence() {
        listeners.observe(batch);
        return batch.getOr(FlowField.CLIENT_EVIDENCE, 0, ClientEvidence.NONE);
    }

    /** What a flow that says nothing itself gets. */
    long evidence(int protocol, long source, int sourcePort, long to, int toPort) {
        return flow(protocol, source, sourcePort, to, toPort).exchange(protocol).evidence();
    }

    /** Whether it is known to listen, by a flow towards it from one that never came before. */
    boolean listens(int protocol, long address, int port) {
        long stranger = 0xc0a8_0000L + (address ^ port) % 1_000;
        return evidence(protocol, stranger, 61_000, address, port)
                == ClientEvidence.source(ClientReason.LISTENER);
    }

    void minutesLater(int minutes) {
        now += minutes * 60_000L;
    }

    void restart(int most) {
        listeners.flush();
        listeners = new Listeners(store, most);
    }
}
