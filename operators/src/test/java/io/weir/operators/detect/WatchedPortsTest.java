package io.weir.operators.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchedPortsTest {

    /** The first ones have their lower bits in common. */
    private static final List<Integer> LOGINS = List.of(22, 22 + 256, 22 + 1_024, 22 + 32_768);

    private static final List<Integer> OTHERS = List.of(0, 22, 53, 65_535);

    private final WatchedPorts ports = new WatchedPorts();

    @Test
    void eachPortHasTheBitsOfThoseWhoLookForIt() {
        int logins = ports.watch(LOGINS);
        int others = ports.watch(OTHERS);

        for (int port = 0; port < 1 << 16; port++) {
            int expected =
                    (LOGINS.contains(port) ? logins : 0) | (OTHERS.contains(port) ? others : 0);
            assertThat((int) ports.of(port)).as("port %d", port).isEqualTo(expected);
        }
    }

    @Test
    void whatIsNoPortIsNobodys() {
        ports.watch(OTHERS);

        for (long port :
                new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1 << 16, 1L << 32, -65_536}) {
            assertThat((int) ports.of(port)).as("port %d", port).isZero();
        }
    }

    @Test
    void allPortsMayBeWatched() {
        int all = ports.watch(IntStream.range(0, 1 << 16).boxed().toList());

        assertThat(IntStream.range(0, 1 << 16)).allMatch(port -> ports.of(port) == all);
        assertThat((int) ports.of(1 << 16)).isZero();
    }

    @Test
    void eightListsHaveABitEach() {
        for (int i = 0; i < Byte.SIZE; i++) {
            ports.watch(List.of(7));
        }

        assertThat((int) ports.of(7)).isEqualTo(-1);
        assertThatThrownBy(() -> ports.watch(List.of(7))).isInstanceOf(IllegalStateException.class);
    }
}
