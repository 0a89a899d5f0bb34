package io.weir.operators.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.operators.tables.KeyHash;
import org.junit.jupiter.api.Test;

class SuspectTableTest {

    private static final long HIGH = 0x2001_0db8_0000_0000L;

    private final SuspectTable table = new SuspectTable();

    @Test
    void findsWhomItHasInTheirScope() {
        int one = put(7, 0);
        int inScope = put(7, 3);

        assertThat(find(7, 0)).isEqualTo(one);
        assertThat(find(7, 3)).isEqualTo(inScope).isNotEqualTo(one);
        assertThat(find(7, 4)).isEqualTo(SuspectTable.NONE);
        assertThat(find(8, 0)).isEqualTo(SuspectTable.NONE);
        assertThat(table.suspect(inScope, EvidenceKind.FLOOD_PACKET))
                .isEqualTo(new Suspect(EvidenceKind.FLOOD_PACKET, new IpAddress(HIGH, 7), 3));
    }

    @Test
    void tellsSuspectsWithTheSameHashApart() {
        long hash = 42;
        table.put(table.roomFor(hash, 0), hash, HIGH, 1, 0);
        table.put(table.roomFor(hash, 0), hash, HIGH, 2, 0);

        assertThat(table.find(hash, HIGH, 1, 0)).isNotEqualTo(table.find(hash, HIGH, 2, 0));
        assertThat(table.find(hash, HIGH, 3, 0)).isEqualTo(SuspectTable.NONE);
        assertThat(table.find(hash, 0, 1, 0)).isEqualTo(SuspectTable.NONE);
        table.put(table.roomFor(hash, 3), hash, HIGH, 4, 3);
        assertThat(table.find(KeyHash.of(hash, 3), HIGH, 4, 0)).isEqualTo(SuspectTable.NONE);
    }

    @Test
    void inAFullSetThereIsRoomInThePlaceOfTheLoneOnly() {
        long hash = 42;
        for (int low = 0; low < SuspectTable.WAYS; low++) {
            int row = table.roomFor(hash, 0);
            assertThat(table.isTaken(row)).isFalse();
            table.put(row, hash, HIGH, low, 0);
            table.setLone(row, low == 5);
        }

        int row = table.roomFor(hash, 0);
        assertThat(table.isTaken(row)).isTrue();
        assertThat(row).isEqualTo(table.find(hash, HIGH, 5, 0));
        table.setLone(row, false);
        assertThat(table.roomFor(hash, 0)).isEqualTo(SuspectTable.NONE);
    }

    @Test
    void theLoneOfASetGoByTurns() {
        long hash = 42;
        for (int low = 0; low < SuspectTable.WAYS; low++) {
            table.put(table.roomFor(hash, 0), hash, HIGH, low, 0);
        }

        assertThat(table.roomFor(hash, 0)).isNotEqualTo(table.roomFor(hash, 0));
    }

    @Test
    void nothingOfWhoIsForgottenIsLeftForTheNext() {
        int row = put(7, 0);
        table.set(row, SuspectTable.FLOWS, 3);
        table.setNews(row);
        table.setLone(row, false);
        table.forget(row);

        assertThat(table.isEmpty()).isTrue();
        assertThat(find(7, 0)).isEqualTo(SuspectTable.NONE);
        assertThat(table.nextTaken(0)).isEqualTo(SuspectTable.NONE);
        assertThat(table.nextNews(0)).isEqualTo(SuspectTable.NONE);
        assertThat(put(7, 0)).isEqualTo(row);
        assertThat(table.get(row, SuspectTable.FLOWS)).isZero();
        assertThat(table.isLone(row)).isTrue();
    }

    @Test
    void addressesOfTheForgottenMayBeThereUntilTheFilterIsMadeAgain() {
        put(7, 0);
        table.forget(put(8, 2));
        assertThat(table.mayHave(hash(8))).isTrue();
        table.filterAgain();

        assertThat(table.mayHave(hash(8))).isFalse();
        assertThat(table.mayHave(hash(7))).isTrue();
        assertThat(table.mayHave(hash(9))).isFalse();
    }

    @Test
    void goesThroughRowsWithNewsOnly() {
        put(7, 0);
        int row = put(8, 0);
        table.setNews(row);

        assertThat(table.nextNews(0)).isEqualTo(row);
        assertThat(table.nextNews(row + 1)).isEqualTo(SuspectTable.NONE);
        table.clearNews(row);
        assertThat(table.nextNews(0)).isEqualTo(SuspectTable.NONE);
    }

    @Test
    void sumsDoNotOverflow() {
        int row = put(7, 0);
        table.add(row, SuspectTable.BYTES, Long.MAX_VALUE - 1);
        table.add(row, SuspectTable.BYTES, 2);

        assertThat(table.get(row, SuspectTable.BYTES)).isEqualTo(Long.MAX_VALUE);
        assertThat(table.get(row, SuspectTable.RECEIVED)).isZero();
    }

    private int put(long low, int scope) {
        int row = table.roomFor(hash(low), scope);
        table.put(row, hash(low), HIGH, low, scope);
        return row;
    }

    private int find(long low, int scope) {
        return table.find(hash(low), HIGH, low, scope);
    }

    private static long hash(long low) {
        return KeyHash.of(HIGH, low);
    }
}
