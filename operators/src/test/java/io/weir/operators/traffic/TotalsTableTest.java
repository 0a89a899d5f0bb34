package io.weir.operators.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.operators.traffic.TrafficSerializers.TotalsTableSerializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class TotalsTableTest {

    private static final int ROOM = 1 << 20;
    private static final int CAPACITY = 64;

    private final Map<TrafficKey, Traffic> expected = new HashMap<>();

    @Property(tries = 20)
    void isTheSumOfAllPartsWhileThereIsRoom(@ForAll Random random) {
        expected.clear();
        TotalsTable table = new TotalsTable();
        for (int i = 0; i < 3_000; i++) {
            add(table, random.nextInt(700), random.nextInt(1_000), ROOM);
        }
        assertThat(contents(table)).isEqualTo(expected);
        assertThat(table.threshold()).isZero();
        assertThat(table.refused()).isEqualTo(Traffic.NONE);
    }

    @Property(tries = 20)
    void sumsAreNeverTooHighAndTooLowByNoMoreThanIsSaid(@ForAll Random random) {
        expected.clear();
        TotalsTable table = new TotalsTable();
        for (int i = 0; i < 20_000; i++) {
            add(table, skewed(random), random.nextInt(1_000), CAPACITY);
        }
        checkBounds(table);
        assertThat(table.size()).isLessThanOrEqualTo(CAPACITY);
        assertThat(table.threshold()).isPositive();
        assertThat(table.all())
                .isEqualTo(expected.values().stream().reduce(Traffic.NONE, Traffic::plus));
    }

    @Property(tries = 20)
    void theBoundsHoldForMergedTables(@ForAll Random random) {
        expected.clear();
        TotalsTable merged = new TotalsTable();
        for (int minute = 0; minute < 6; minute++) {
            TotalsTable table = new TotalsTable();
            int parts = random.nextInt(4_000);
            for (int i = 0; i < parts; i++) {
                add(table, skewed(random), random.nextInt(1_000), CAPACITY);
            }
            merged.addAll(table, CAPACITY, Metric.BYTES);
        }
        checkBounds(merged);
        assertThat(merged.all())
                .isEqualTo(expected.values().stream().reduce(Traffic.NONE, Traffic::plus));
    }

    @Test
    void aKeyWithHalfOfTheTrafficIsExactInTheMidstOfAMillionOthers() {
        TotalsTable table = new TotalsTable();
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            add(table, 1, 500, CAPACITY);
            add(table, 1_000 + random.nextInt(1_000_000), 500, CAPACITY);
        }
        TopEntry best = BestEntries.of(table, 1, Metric.BYTES).get(0);
        assertThat(best.key().first()).isEqualTo(1);
        assertThat(best.traffic().bytes()).isEqualTo(100_000_000);
        assertThat(best.missed()).isZero();
    }

    @Test
    void countsWhatItRefusesForWantOfRoom() {
        TotalsTable table = new TotalsTable();
        for (int key = 0; key < CAPACITY + 10; key++) {
            table.addOrRefuse(part(key, 100), 0, CAPACITY);
        }
        table.addOrRefuse(part(0, 7), 0, CAPACITY);

        assertThat(table.size()).isEqualTo(CAPACITY);
        assertThat(contents(table).get(key(0)).bytes()).isEqualTo(107);
        assertThat(table.refused()).isEqualTo(new Traffic(1_000, 10, 10));
        assertThat(table.all().bytes()).isEqualTo(100 * (CAPACITY + 10) + 7);
    }

    @Test
    void knowsWhichKeysChangedSinceTheyWerePublished() {
        TotalsTable table = new TotalsTable();
        table.addOrRefuse(part(1, 100), 0, ROOM);
        table.addOrRefuse(part(2, 100), 0, ROOM);
        table.publish();
        table.addOrRefuse(part(2, 100), 0, ROOM);

        Map<Long, Boolean> changed = new HashMap<>();
        for (int slot = 0; slot < table.slotCount(); slot++) {
            if (table.isUsed(slot)) {
                changed.put(table.key(slot).first(), table.isChanged(slot));
            }
        }
        assertThat(changed).isEqualTo(Map.of(1L, false, 2L, true));
    }

    @Test
    void sumsStopAtTheLargestNumber() {
        TotalsTable table = new TotalsTable();
        for (int i = 0; i < 3; i++) {
            table.addOrForget(part(1, Long.MAX_VALUE - 1), 0, ROOM, Metric.BYTES);
        }
        assertThat(contents(table).get(key(1)).bytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(table.all().bytes()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void ofSeveralTextsTheGreatestStaysWhateverTheirOrder() {
        TotalsTable table = new TotalsTable();
        for (String text : new String[] {"b", "c", null, "a"}) {
            TrafficParts parts =
                    new TrafficParts(
                            Dimension.APPLICATION,
                            60,
                            0,
                            new long[] {60_000, 5, 1, 1, 1},
                            new String[] {text},
                            new long[0]);
            table.addOrRefuse(parts, 0, ROOM);
        }
        assertThat(contents(table).keySet()).containsExactly(new TrafficKey(5, 0, 0, 0, "c"));
    }

    @Property(tries = 20)
    void isTheSameAfterItWasWrittenAndRead(@ForAll Random random) throws IOException {
        expected.clear();
        TotalsTable table = new TotalsTable();
        int parts = random.nextInt(2_000);
        for (int i = 0; i < parts; i++) {
            add(table, skewed(random), random.nextInt(1_000), CAPACITY);
        }
        DataOutputSerializer to = new DataOutputSerializer(64);
        TotalsTableSerializer.INSTANCE.serialize(table, to);
        TotalsTable read =
                TotalsTableSerializer.INSTANCE.deserialize(
                        new DataInputDeserializer(to.getCopyOfBuffer()));

        assertThat(contents(read)).isEqualTo(contents(table));
        assertThat(read.threshold()).isEqualTo(table.threshold());
        assertThat(read.all()).isEqualTo(table.all());
        add(read, 3, 5, CAPACITY);
        add(table, 3, 5, CAPACITY);
        assertThat(contents(read)).isEqualTo(contents(table));
    }

    @Test
    void refusesStateOfANewerBuild() {
        assertThatThrownBy(
                        () ->
                                TotalsTableSerializer.INSTANCE.deserialize(
                                        new DataInputDeserializer(new byte[] {9})))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 9")
                .hasMessageContaining("newer");
    }

    @Test
    void aCopyChangesNothingOfItsOriginal() {
        TotalsTable table = new TotalsTable();
        add(table, 1, 100, ROOM);
        TotalsTable copy = TotalsTableSerializer.INSTANCE.copy(table);
        add(copy, 1, 100, ROOM);
        add(copy, 2, 100, ROOM);

        assertThat(contents(table)).containsOnlyKeys(key(1));
        assertThat(contents(table).get(key(1)).bytes()).isEqualTo(100);
    }

    private void checkBounds(TotalsTable table) {
        Map<TrafficKey, Long> missed = new HashMap<>();
        for (int slot = 0; slot < table.slotCount(); slot++) {
            if (table.isUsed(slot)) {
                missed.put(table.key(slot), table.missed(slot));
            }
        }
        Map<TrafficKey, Traffic> found = contents(table);
        expected.forEach(
                (key, traffic) -> {
                    if (found.containsKey(key)) {
                        long sum = found.get(key).bytes();
                        assertThat(sum)
                                .isBetween(traffic.bytes() - missed.get(key), traffic.bytes());
                    } else {
                        assertThat(traffic.bytes()).isLessThanOrEqualTo(table.threshold());
                    }
                });
    }

    /** Some keys come often, most hardly ever. */
    private static int skewed(Random random) {
        return random.nextBoolean() ? random.nextInt(8) : random.nextInt(2_000);
    }

    private void add(TotalsTable table, long key, long bytes, int capacity) {
        table.addOrForget(part(key, bytes), 0, capacity, Metric.BYTES);
        expected.merge(key(key), new Traffic(bytes, 1, 1), Traffic::plus);
    }

    private static TrafficParts part(long key, long bytes) {
        return new TrafficParts(
                Dimension.SOURCE,
                60,
                0,
                new long[] {60_000, key, 0, bytes, 1, 1},
                null,
                new long[0]);
    }

    private static TrafficKey key(long key) {
        return new TrafficKey(key, 0, 0, 0, null);
    }

    private static Map<TrafficKey, Traffic> contents(TotalsTable table) {
        Map<TrafficKey, Traffic> contents = new HashMap<>();
        for (int slot = 0; slot < table.slotCount(); slot++) {
            if (table.isUsed(slot)) {
                contents.put(table.key(slot), table.traffic(slot));
            }
        }
        return contents;
    }
}
