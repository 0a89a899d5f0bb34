package io.weir.operators.types;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransportSessionSerializerTest {

    private static final TransportSession CONNECTION =
            new TransportSession(
                    0x2001_0db8_0000_0000L, 7, TransportSession.ANY_PORT, 0x0123_4567_89ab_cdefL);

    private static final TransportSession UDP =
            new TransportSession(
                    0, 0xffff_0a00_0001L, TransportSession.ANY_PORT, TransportSession.DATAGRAMS);

    private static final TransportSession WITH_PORT =
            new TransportSession(0, 0xffff_0a00_0001L, 50_000, TransportSession.DATAGRAMS);

    @Test
    void keepsTheContractOfSerializers() {
        SerializerContract.check(TransportSessionSerializer.INSTANCE, CONNECTION);
        SerializerContract.check(TransportSessionSerializer.INSTANCE, UDP);
        SerializerContract.check(TransportSessionSerializer.INSTANCE, WITH_PORT);
    }

    @Test
    void writesWhatSavepointsHold() {
        assertThat(SerializerContract.hex(TransportSessionSerializer.INSTANCE, CONNECTION))
                .isEqualTo("0120010db80000000000000000000000070123456789abcdef");
        assertThat(SerializerContract.hex(TransportSessionSerializer.INSTANCE, UDP))
                .isEqualTo("0100000000000000000000ffff0a0000010000000000000000");
        assertThat(SerializerContract.hex(TransportSessionSerializer.INSTANCE, WITH_PORT))
                .isEqualTo("0200000000000000000000ffff0a0000010000000000000000c350");
    }

    /** A hash that changes would put sessions on other subtasks than their state. */
    @Test
    void hashesAsSavepointsExpect() {
        assertThat(CONNECTION.hashCode()).isEqualTo(-1_401_091_815);
        assertThat(UDP.hashCode()).isEqualTo(908_001_218);
    }

    @Test
    void tellsConnectionsFromUdp() {
        assertThat(CONNECTION.isConnection()).isTrue();
        assertThat(UDP.isConnection()).isFalse();
        assertThat(UDP.exporter()).hasToString("10.0.0.1");
    }
}
