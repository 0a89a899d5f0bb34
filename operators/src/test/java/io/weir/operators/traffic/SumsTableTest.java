package io.weir.operators.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SumsTableTest {

    private static final long[] KEY = {17, 60_000};

    private final SumsTable table = new SumsTable(1);

    @Test
    void aSumThatOverflowsIsHeldAtTheLargestValueAndTheOthersAreRight() {
        int row = table.appendEmpty(table.rows().hash(KEY, 0), KEY, 0);
        long[] counters = {Long.MAX_VALUE - 5, 2, 1, Long.MAX_VALUE, 3};
        table.add(row, counters, 0);
        table.add(row, new long[] {0, 10, 2, 1, 0, 4}, 1);

        assertThat(table.bytes(row)).isEqualTo(Long.MAX_VALUE);
        assertThat(table.packets(row)).isEqualTo(4);
        assertThat(table.flows(row)).isEqualTo(2);
        assertThat(table.bytesBefore(row)).isEqualTo(Long.MAX_VALUE);
        assertThat(table.packetsBefore(row)).isEqualTo(7);
    }

    @Test
    void aRowThatIsAddedHasNoTrafficWhateverWasInItsPlace() {
        int row = table.appendEmpty(table.rows().hash(KEY, 0), KEY, 0);
        table.add(row, new long[] {1, 2, 3, 4, 5}, 0);
        table.rows().truncate(0);

        int again = table.appendEmpty(table.rows().hash(KEY, 0), KEY, 0);
        assertThat(again).isEqualTo(row);
        assertThat(table.windowEnd(again)).isEqualTo(60_000);
        assertThat(table.bytes(again) + table.packets(again) + table.flows(again)).isZero();
        assertThat(table.bytesBefore(again) + table.packetsBefore(again)).isZero();
    }
}
