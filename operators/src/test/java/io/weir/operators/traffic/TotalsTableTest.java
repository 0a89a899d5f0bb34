package io.weir.operators.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.operators.tables.RowFinder;
import io.weir.operators.traffic.TrafficSerializers.TotalsTableSerializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
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
    private static final String FIRST_BUILD = "010200000001ac0200c9010e020200006400010901017b0404";

    private final RowFinder finder = new RowFinder();
    private final Map<TrafficKey, Traffic> expected = new HashMap<>();

    @Property(tries = 20)
    void isTheSumOfAllPartsWhileThereIsRoom(@ForAll Random random) {
        expected.clear();
        TotalsTable table = new TotalsTable(2);
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
        TotalsTable table = new TotalsTable(2);
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
        TotalsTable merged = new TotalsTable(2);
        for (int minute = 0; minute < 6; minute++) {
            TotalsTable table = new TotalsTable(2);
            int parts = random.nextInt(4_000);
            for (int i = 0; i < parts; i++) {
                add(table, skewed(random), random.nextInt(1_000), CAPACITY);
            }
            merged.addAll(table, new Room(CAPACITY, Metric.BYTES));
        }
        checkBounds(merged);
        assertThat(merged.all())
                .isEqualTo(expected.values().stream().reduce(Traffic.NONE, Traffic::plus));
    }

    @Test
    void aKeyWithHalfOfTheTrafficIsExactInTheMidstOfAMillionOthers() {
        TotalsTable table = new TotalsTable(2);
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
        TotalsTable table = new TotalsTable(2);
        for (int key = 0; key < CAPACITY + 10; key++) {
            table.add(part(key, 100), new Room(CAPACITY, null), finder);
        }
        table.add(part(0, 7), new Room(CAPACITY, null), finder);

        assertThat(table.size()).isEqualTo(CAPACITY);
        assertThat(contents(table).get(key(0)).bytes()).isEqualTo(107);
        assertThat(table.refused()).isEqualTo(new Traffic(1_000, 10, 10));
        assertThat(table.all().bytes()).isEqualTo(100 * (CAPACITY + 10) + 7);
    }

    @Test
    void knowsWhichKeysChangedSinceTheyWerePublished() {
        TotalsTable table = new TotalsTable(2);
        table.add(part(1, 100), new Room(ROOM, null), finder);
        table.add(part(2, 100), new Room(ROOM, null), finder);
        table.publish();
        table.add(part(2, 100), new Room(ROOM, null), finder);

        Map<Long, Boolean> changed = new HashMap<>();
        for (int row = 0; row < table.size(); row++) {
            changed.put(table.key(row).first(), table.isChanged(row));
        }
        assertThat(changed).isEqualTo(Map.of(1L, false, 2L, true));
    }

    @Test
    void sumsStopAtTheLargestNumber() {
        TotalsTable table = new TotalsTable(2);
        for (int i = 0; i < 3; i++) {
            table.add(part(1, Long.MAX_VALUE - 1), new Room(ROOM, Metric.BYTES), finder);
        }
        assertThat(contents(table).get(key(1)).bytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(table.all().bytes()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void ofSeveralTextsTheGreatestStaysWhateverTheirOrder() {
        TotalsTable table = new TotalsTable(1);
        for (String text : new String[] {"b", "c", null, "a"}) {
            TrafficParts parts =
                    new TrafficParts(
                            Dimension.APPLICATION,
                            60,
                            0,
                            60_000,
                            new long[] {5, 1, 1, 1},
                            new String[] {text},
                            null,
                            Remainder.NONE);
            table.add(parts, new Room(ROOM, null), finder);
        }
        assertThat(contents(table).keySet()).containsExactly(new TrafficKey(5, 0, 0, 0, "c"));
    }

    @Property(tries = 20)
    void isTheSameAfterItWasWrittenAndRead(@ForAll Random random) throws IOException {
        expected.clear();
        TotalsTable table = new TotalsTable(2);
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

    /** What savepoints have can be read by each later build: never change these octets. */
    @Test
    void readsWhatTheFirstBuildWrote() throws IOException {
        TotalsTable table = new TotalsTable(2);
        table.add(part(1, 100), new Room(1, Metric.BYTES), finder);
        table.add(part(300, 7), new Room(1, Metric.BYTES), finder);
        table.add(part(300, 7), new Room(1, null), finder);
        table.add(part(301, 9), new Room(1, null), finder);
        DataOutputSerializer to = new DataOutputSerializer(64);
        TotalsTableSerializer.INSTANCE.serialize(table, to);

        assertThat(HexFormat.of().formatHex(to.getCopyOfBuffer())).isEqualTo(FIRST_BUILD);
        TotalsTable read =
                TotalsTableSerializer.INSTANCE.deserialize(
                        new DataInputDeserializer(HexFormat.of().parseHex(FIRST_BUILD)));
        assertThat(contents(read)).isEqualTo(Map.of(key(300), new Traffic(14, 2, 2)));
        assertThat(read.missed(0)).isEqualTo(100);
        assertThat(read.threshold()).isEqualTo(100);
        assertThat(read.refused()).isEqualTo(new Traffic(9, 1, 1));
        assertThat(read.all()).isEqualTo(new Traffic(123, 4, 4));
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
        TotalsTable table = new TotalsTable(2);
        add(table, 1, 100, ROOM);
        TotalsTable copy = TotalsTableSerializer.INSTANCE.copy(table);
        add(copy, 1, 100, ROOM);
        add(copy, 2, 100, ROOM);

        assertThat(contents(table)).containsOnlyKeys(key(1));
        assertThat(contents(table).get(key(1)).bytes()).isEqualTo(100);
    }

    private void checkBounds(TotalsTable table) {
        Map<TrafficKey, Long> missed = new HashMap<>();
        for (int row = 0; row < table.size(); row++) {
            missed.put(table.key(row), table.missed(row));
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
        table.add(part(key, bytes), new Room(capacity, Metric.BYTES), finder);
        expected.merge(key(key), new Traffic(bytes, 1, 1), Traffic::plus);
    }

    private static TrafficParts part(long key, long bytes) {
        return new TrafficParts(
                Dimension.SOURCE,
                60,
                0,
                60_000,
                new long[] {key, 0, bytes, 1, 1},
                null,
                null,
                Remainder.NONE);
    }

    private static TrafficKey key(long key) {
        return new TrafficKey(key, 0, 0, 0, null);
    }

    private static Map<TrafficKey, Traffic> contents(TotalsTable table) {
        Map<TrafficKey, Traffic> contents = new HashMap<>();
        for (int row = 0; row < table.size(); row++) {
            contents.put(table.key(row), table.traffic(row));
        }
        return contents;
    }
}
