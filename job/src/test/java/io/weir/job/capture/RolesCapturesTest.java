package io.weir.job.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.codec.Malformation;
import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.ClientReason;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionListener;
import io.weir.codec.store.MemorySessionStore;
import io.weir.operators.enrich.roles.ClientServer;
import io.weir.operators.enrich.roles.ServerTable;
import io.weir.testing.Captures;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How often client and server are told right of flows that do not show a handshake, where another
 * record of the same conversation does.
 */
class RolesCapturesTest {

    private static final Captured SILENT = new Captured();

    private final ClientServer roles =
            new ClientServer((protocol, port) -> port < 1_024, ServerTable.EMPTY);
    private final Map<String, String> clients = new HashMap<>();
    private int handshakes;
    private int handshakesByLowerPort;
    private int judged;
    private int rightByEvidence;
    private int rightByLowerPort;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "softflowd-v5-scenario-a",
                "softflowd-v9-scenario-a",
                "softflowd-ipfix-scenario-a",
                "pmacctd-nfprobe-v9-scenario-a",
                "pmacctd-sfprobe-scenario-a"
            })
    void isNotWorseThanTheLowerPort(String name) throws IOException {
        Path capture = Captures.folder().resolve("exports").resolve(name).resolve("input.pcap");
        assumeTrue(Files.exists(capture), () -> "There is no " + capture + ".");

        read(capture, 0, this::learnTruth);
        read(capture, SessionLimits.DEFAULTS.listeners(), this::judge);

        System.out.printf(
                Locale.ROOT,
                "%s: %d flows with a handshake, of which the lower port is right in %d; %d flows"
                        + " without one, of conversations with one, right by evidence %d, by lower"
                        + " port %d%n",
                name,
                handshakes,
                handshakesByLowerPort,
                judged,
                rightByEvidence,
                rightByLowerPort);
        assertThat(clients).isNotEmpty();
        assertThat(rightByEvidence).isGreaterThanOrEqualTo(rightByLowerPort);
    }

    private void learnTruth(FlowBatch batch, int row) {
        long evidence = batch.getOr(FlowField.CLIENT_EVIDENCE, row, ClientEvidence.NONE);
        if (isHandshake(evidence)) {
            boolean fromClient = ClientEvidence.isSource(evidence);
            clients.put(conversation(batch, row), endpoint(batch, row, fromClient));
        }
    }

    private void judge(FlowBatch batch, int row) {
        long evidence = batch.getOr(FlowField.CLIENT_EVIDENCE, row, ClientEvidence.NONE);
        String client = clients.get(conversation(batch, row));
        if (client == null) {
            return;
        }
        boolean fromClient = client.equals(endpoint(batch, row, /* source= */ true));
        boolean lowerPortIsRight = lowerPort(batch, row) == fromClient;
        if (isHandshake(evidence)) {
            handshakes++;
            handshakesByLowerPort += lowerPortIsRight ? 1 : 0;
            return;
        }
        judged++;
        rightByLowerPort += lowerPortIsRight ? 1 : 0;
        if (ClientEvidence.isSource(roles.decide(batch, row)) == fromClient) {
            rightByEvidence++;
        }
    }

    /** Whether the source is the client by the predecessor's rule. */
    private static boolean lowerPort(FlowBatch batch, int row) {
        return batch.getOr(FlowField.DESTINATION_PORT, row, 0)
                <= batch.getOr(FlowField.SOURCE_PORT, row, 0);
    }

    private static boolean isHandshake(long evidence) {
        return evidence != ClientEvidence.NONE
                && ClientEvidence.reasonCode(evidence) <= ClientReason.SYN_ACK.code();
    }

    private static String conversation(FlowBatch batch, int row) {
        String source = endpoint(batch, row, /* source= */ true);
        String destination = endpoint(batch, row, /* source= */ false);
        boolean inOrder = source.compareTo(destination) < 0;
        return batch.getOr(FlowField.PROTOCOL, row, 0)
                + (inOrder ? source + destination : destination + source);
    }

    private static String endpoint(FlowBatch batch, int row, boolean source) {
        FlowField address = source ? FlowField.SOURCE_ADDRESS : FlowField.DESTINATION_ADDRESS;
        FlowField port = source ? FlowField.SOURCE_PORT : FlowField.DESTINATION_PORT;
        return " "
                + Objects.toString(batch.address(address, row))
                + " "
                + batch.getOr(port, row, 0);
    }

    private static void read(Path capture, int listeners, ObjIntConsumer<FlowBatch> flows)
            throws IOException {
        ExporterSession session =
                new ExporterSession(
                        new MemorySessionStore(),
                        SILENT,
                        SessionLimits.DEFAULTS.withListeners(listeners));
        FlowBatch batch = new FlowBatch();
        try (CaptureReader reader = CaptureReader.open(capture)) {
            Datagram datagram;
            while ((datagram = reader.next()) != null) {
                batch.setOrigin(
                        datagram.sourceHigh(),
                        datagram.sourceLow(),
                        datagram.sourcePort(),
                        datagram.receivedMillis());
                session.decode(datagram.payload(), batch);
                do {
                    for (int row = 0; row < batch.size(); row++) {
                        flows.accept(batch, row);
                    }
                } while (session.decodeReleased(batch));
            }
        }
    }

    private static final class Captured implements SessionListener {

        @Override
        public void count(SessionCounter counter, long amount) {}

        @Override
        public void malformed(Malformation reason, int offset) {}
    }
}
