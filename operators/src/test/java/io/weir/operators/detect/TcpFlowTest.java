package io.weir.operators.detect;

import static io.weir.operators.detect.TcpFlags.ACK;
import static io.weir.operators.detect.TcpFlags.FIN;
import static io.weir.operators.detect.TcpFlags.PSH;
import static io.weir.operators.detect.TcpFlags.RST;
import static io.weir.operators.detect.TcpFlags.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TcpFlowTest {

    private static final int URG = 0x20;
    private static final int ECE = 0x40;

    static Stream<Arguments> flags() {
        return Stream.of(
                Arguments.of(SYN, TcpFlow.ATTEMPT),
                Arguments.of(SYN | RST, TcpFlow.ATTEMPT),
                Arguments.of(SYN | FIN | PSH, TcpFlow.ATTEMPT),
                Arguments.of(RST, TcpFlow.REFUSAL),
                Arguments.of(RST | ACK, TcpFlow.REFUSAL),
                Arguments.of(SYN | ACK, TcpFlow.ACCEPTANCE),
                Arguments.of(SYN | ACK | RST, TcpFlow.ACCEPTANCE),
                Arguments.of(SYN | ACK | PSH, TcpFlow.SESSION),
                Arguments.of(SYN | ACK | FIN | RST, TcpFlow.SESSION),
                Arguments.of(ACK, TcpFlow.PART),
                Arguments.of(FIN | PSH | ACK, TcpFlow.PART),
                Arguments.of(RST | PSH | ACK, TcpFlow.PART),
                Arguments.of(FIN, TcpFlow.PART),
                Arguments.of(0, TcpFlow.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("flags")
    void isWhatTheFlagsOfAllPacketsSay(int flags, TcpFlow flow) {
        assertThat(TcpFlow.of(flags)).isEqualTo(flow);
        assertThat(TcpFlow.of(flags | URG | ECE)).isEqualTo(flow);
    }

    @ParameterizedTest
    @MethodSource("flags")
    void rowsAreWithWhatTheirFlagsSay(int flags, TcpFlow flow) {
        TcpRows rows = new TcpRows();
        rows.clear(2);
        rows.add(3, flags);
        rows.add(7, flags | -1L << 8);

        for (TcpFlow each : TcpFlow.values()) {
            assertThat(rows.of(each).size()).isEqualTo(each == flow ? 2 : 0);
        }
        assertThat(rows.of(flow).get(1)).isEqualTo(7);
    }

    @Test
    void rowsAreForgottenWithTheirBatch() {
        TcpRows rows = new TcpRows();
        rows.clear(1);
        rows.add(0, SYN);
        rows.clear(1);

        assertThat(rows.of(TcpFlow.ATTEMPT).size()).isZero();
    }
}
