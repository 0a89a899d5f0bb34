package io.weir.operators.topn;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopOrderTest {

    private static final List<Talker> RANKED =
            List.of(
                    talker("10.0.0.9", 500, 1),
                    talker("10.0.0.8", 400, 9),
                    talker("10.0.0.7", 400, 8),
                    talker("9.255.255.255", 300, 3),
                    talker("10.0.0.2", 300, 3),
                    talker("10.0.0.10", 300, 3),
                    talker("2001:db8::1", 300, 3),
                    talker("ff02::1", 300, 3),
                    talker("10.0.0.1", 0, 0));

    @Test
    void ranksByBytesThenPacketsThenAddressWhateverTheOrderOfArrival() {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            List<Talker> shuffled = new ArrayList<>(RANKED);
            Collections.shuffle(shuffled, random);
            for (int size = 1; size <= RANKED.size() + 1; size++) {
                assertThat(TopOrder.best(shuffled, size))
                        .isEqualTo(RANKED.subList(0, Math.min(size, RANKED.size())));
            }
        }
    }

    @Test
    void hasNothingOfNothing() {
        assertThat(TopOrder.best(List.of(), 10)).isEmpty();
    }

    private static Talker talker(String host, long bytes, long packets) {
        return new Talker(address(host), bytes, packets, 1);
    }
}
