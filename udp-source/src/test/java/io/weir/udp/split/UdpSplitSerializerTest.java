package io.weir.udp.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.udp.Datagrams;
import io.weir.udp.Loopback;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class UdpSplitSerializerTest {

    private static final UdpSplitSerializer SERIALIZER = UdpSplitSerializer.INSTANCE;

    @Test
    void readsBackAnAssignment() throws IOException {
        UdpSplit split =
                UdpSplit.assignment(
                        3,
                        List.of(
                                new Endpoint("netflow", new InetSocketAddress(Loopback.IPV4, 2055)),
                                new Endpoint(
                                        "2-high", new InetSocketAddress(Loopback.IPV6, 65_535))));

        assertThat(readBack(split)).isEqualTo(split);
    }

    @Test
    void readsBackABacklogInOrder() throws IOException {
        UdpSplit split =
                UdpSplit.backlog(
                        0, List.of(Datagrams.received(1, "first"), Datagrams.received(2, "")));

        assertThat(readBack(split)).usingRecursiveComparison().isEqualTo(split);
    }

    @Test
    void refusesAVersionItDoesNotKnow() throws IOException {
        byte[] bytes = SERIALIZER.serialize(UdpSplit.assignment(0, List.of()));

        assertThatThrownBy(() -> SERIALIZER.deserialize(2, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("reads version 1");
    }

    private static UdpSplit readBack(UdpSplit split) throws IOException {
        return SERIALIZER.deserialize(SERIALIZER.getVersion(), SERIALIZER.serialize(split));
    }
}
