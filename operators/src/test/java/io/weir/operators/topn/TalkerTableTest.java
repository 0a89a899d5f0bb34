package io.weir.operators.topn;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TalkerTableTest {

    private record Key(long window, IpAddress host) {}

    private final TalkerTable table = new TalkerTable();

    @Test
    void keepsEveryHostAndWindowApartUntilItIsFull() {
        Random random = new Random(3);
        for (int round = 0; round < 3; round++) {
            Map<Key, TalkerPart> expected = new HashMap<>();
            while (!table.isFull()) {
                // Few hosts in many windows, so that equal hosts meet in the same slots.
                long window = random.nextInt(40) * 60_000L;
                IpAddress host = new IpAddress(random.nextInt(5), random.nextInt(100));
                long bytes = random.nextInt(1_000);
                table.add(window, host.high(), host.low(), bytes, 2, 1);
                expected.merge(
                        new Key(window, host),
                        new TalkerPart(window, host, bytes, 2, 1),
                        TalkerTableTest::sum);
            }

            Map<Key, TalkerPart> drained = new HashMap<>();
            table.drainTo(
                    part ->
                            assertThat(drained.put(new Key(part.windowStart(), part.host()), part))
                                    .isNull());

            assertThat(drained).isEqualTo(expected);
            assertThat(table.isFull()).isFalse();
        }
    }

    @Test
    void isEmptyOnceItIsDrained() {
        table.add(0, 0, 1, 1, 1, 1);
        table.drainTo(part -> {});

        table.drainTo(
                part -> {
                    throw new AssertionError(part);
                });
    }

    private static TalkerPart sum(TalkerPart a, TalkerPart b) {
        return new TalkerPart(
                a.windowStart(),
                a.host(),
                a.bytes() + b.bytes(),
                a.packets() + b.packets(),
                a.flows() + b.flows());
    }
}
