package io.weir.udp.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.udp.Datagrams;
import io.weir.udp.Loopback;
import io.weir.udp.split.Endpoint;
import io.weir.udp.split.UdpSplit;
import java.net.InetSocketAddress;
import java.util.List;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UdpEnumeratorTest {

    private static final List<Endpoint> LISTEN_ON =
            List.of(
                    new Endpoint("netflow", new InetSocketAddress(Loopback.IPV6, 2055)),
                    new Endpoint("ipfix", new InetSocketAddress(Loopback.IPV6, 4739)));

    private static final UdpSplit BACKLOG =
            UdpSplit.backlog(1, List.of(Datagrams.received(1, "a")));

    private final MockSplitEnumeratorContext<UdpSplit> context =
            new MockSplitEnumeratorContext<>(2);

    @AfterEach
    void closeContext() throws Exception {
        context.close();
    }

    @Test
    void letsEveryReaderListenOnEveryAddress() {
        UdpEnumerator enumerator = enumerator(new UdpEnumeratorState(List.of()));

        register(enumerator, 0);
        register(enumerator, 1);

        assertThat(assignedTo(0)).containsExactly(UdpSplit.assignment(0, LISTEN_ON));
        assertThat(assignedTo(1)).containsExactly(UdpSplit.assignment(1, LISTEN_ON));
    }

    @Test
    void handsAReturnedBacklogToTheNextReaderOnce() {
        UdpEnumerator enumerator = enumerator(new UdpEnumeratorState(List.of()));

        enumerator.addSplitsBack(List.of(BACKLOG), 1);
        register(enumerator, 0);
        register(enumerator, 1);

        assertThat(assignedTo(0)).containsExactly(BACKLOG, UdpSplit.assignment(0, LISTEN_ON));
        assertThat(assignedTo(1)).containsExactly(UdpSplit.assignment(1, LISTEN_ON));
    }

    @Test
    void makesAReturnedAssignmentAnew() {
        UdpEnumerator enumerator = enumerator(new UdpEnumeratorState(List.of()));

        enumerator.addSplitsBack(
                List.of(
                        UdpSplit.assignment(
                                0,
                                List.of(
                                        new Endpoint(
                                                "old", new InetSocketAddress(Loopback.IPV6, 9))))),
                0);
        register(enumerator, 0);

        assertThat(assignedTo(0)).containsExactly(UdpSplit.assignment(0, LISTEN_ON));
    }

    @Test
    void keepsUnassignedBacklogsInItsState() {
        UdpEnumerator enumerator = enumerator(new UdpEnumeratorState(List.of()));
        enumerator.addSplitsBack(List.of(BACKLOG), 1);

        UdpEnumerator restored = enumerator(enumerator.snapshotState(1));
        register(restored, 1);

        assertThat(assignedTo(1)).containsExactly(BACKLOG, UdpSplit.assignment(1, LISTEN_ON));
        assertThat(restored.snapshotState(2).unassigned()).isEmpty();
    }

    private UdpEnumerator enumerator(UdpEnumeratorState state) {
        return new UdpEnumerator(context, LISTEN_ON, state);
    }

    private void register(UdpEnumerator enumerator, int subtask) {
        context.registerReader(new ReaderInfo(subtask, "here"));
        enumerator.addReader(subtask);
    }

    private List<UdpSplit> assignedTo(int subtask) {
        return context.getSplitsAssignmentSequence().stream()
                .map(SplitsAssignment::assignment)
                .flatMap(byReader -> byReader.getOrDefault(subtask, List.of()).stream())
                .toList();
    }
}
