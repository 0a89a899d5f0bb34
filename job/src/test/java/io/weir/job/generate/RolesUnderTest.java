package io.weir.job.generate;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.listeners.Listeners;
import io.weir.codec.store.MemorySessionStore;
import io.weir.operators.enrich.roles.ClientServer;
import io.weir.operators.enrich.roles.ServerTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Judges normal flows as the job does, and as the predecessor did, by what is true of them. */
final class RolesUnderTest implements FlowConsumer {

    private static final Set<Integer> SERVICES = Set.of(22, 53, 80, 123, 443, 993, 5432);

    /** Above all ports that simulated clients have. */
    private static final int HIDDEN_PORTS = 61_000;

    private static final int MOST_LISTENERS = 16_384;

    private final ClientServer roles =
            new ClientServer((protocol, port) -> SERVICES.contains(port), ServerTable.EMPTY);
    private final Map<Integer, Listeners> listeners = new HashMap<>();
    private final FlowBatch batch = new FlowBatch();
    private final boolean hidden;

    long flows;
    long rightByEvidence;
    long rightByLowerPort;

    /**
     * @param hidden services listen on ports higher than those of their clients
     */
    RolesUnderTest(boolean hidden) {
        this.hidden = hidden;
    }

    @Override
    public void accept(SimulatedFlow flow) {
        if (flow.isIcmp()) {
            return;
        }
        boolean fromClient = SERVICES.contains(flow.destinationPort());
        int sourcePort = port(flow.sourcePort());
        int destinationPort = port(flow.destinationPort());
        fill(flow, sourcePort, destinationPort);
        listeners
                .computeIfAbsent(
                        flow.site(), s -> new Listeners(new MemorySessionStore(), MOST_LISTENERS))
                .observe(batch);
        if (flow.instance() != SimulatedFlow.NORMAL) {
            return;
        }
        flows++;
        if (ClientEvidence.isSource(roles.decide(batch, 0)) == fromClient) {
            rightByEvidence++;
        }
        if (destinationPort < sourcePort == fromClient) {
            rightByLowerPort++;
        }
    }

    private int port(int port) {
        return hidden && SERVICES.contains(port) ? HIDDEN_PORTS + port % 4_000 : port;
    }

    private void fill(SimulatedFlow flow, int sourcePort, int destinationPort) {
        batch.clear();
        batch.setOrigin(0, flow.site(), 0, flow.endMillis());
        batch.append(1);
        address(FlowField.SOURCE_ADDRESS, flow.source());
        address(FlowField.DESTINATION_ADDRESS, flow.destination());
        batch.set(FlowField.SOURCE_PORT, 0, sourcePort);
        batch.set(FlowField.DESTINATION_PORT, 0, destinationPort);
        batch.set(FlowField.PROTOCOL, 0, flow.protocol());
        batch.set(FlowField.PACKETS, 0, flow.packets());
        if (flow.protocol() == SimulatedFlow.TCP) {
            batch.set(FlowField.TCP_FLAGS, 0, flow.tcpFlags());
        }
    }

    private void address(FlowField field, Host host) {
        IpAddress address = host.address();
        batch.setAddress(field, 0, address.high(), address.low());
    }

    /** Begins to count anew; what was learned stays. */
    void forgetScore() {
        flows = 0;
        rightByEvidence = 0;
        rightByLowerPort = 0;
    }

    double byEvidence() {
        return (double) rightByEvidence / flows;
    }

    double byLowerPort() {
        return (double) rightByLowerPort / flows;
    }
}
