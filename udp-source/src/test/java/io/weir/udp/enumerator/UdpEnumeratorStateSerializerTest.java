package io.weir.udp.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.udp.Datagrams;
import io.weir.udp.split.UdpSplit;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class UdpEnumeratorStateSerializerTest {

    private static final UdpEnumeratorStateSerializer SERIALIZER =
            UdpEnumeratorStateSerializer.INSTANCE;

    @Test
    void readsBackWhatItWrote() throws IOException {
        UdpEnumeratorState state =
                new UdpEnumeratorState(
                        List.of(
                                UdpSplit.backlog(0, List.of(Datagrams.received(1, "a"))),
                                UdpSplit.backlog(1, List.of(Datagrams.received(2, "b")))));

        UdpEnumeratorState read =
                SERIALIZER.deserialize(SERIALIZER.getVersion(), SERIALIZER.serialize(state));

        assertThat(read).usingRecursiveComparison().isEqualTo(state);
    }

    @Test
    void refusesAVersionItDoesNotKnow() {
        assertThatThrownBy(() -> SERIALIZER.deserialize(2, new byte[8]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
    }
}
