package io.weir.operators.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.detect.InterfaceSides.Side;
import io.weir.operators.enrich.networks.Locality;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForgeryTableTest {

    private static final boolean[] NO_AND_YES = {false, true};

    @ParameterizedTest
    @EnumSource
    void aSourceIsPossiblyForgedWhereItIsForSomeInterfaces(Locality from) {
        ForgeryTable table = new ForgeryTable(/* isAnyPossible= */ false);
        for (boolean fromInside : NO_AND_YES) {
            for (boolean toInside : NO_AND_YES) {
                boolean isAny =
                        Arrays.stream(Side.values())
                                .anyMatch(in -> isAny(table, from, fromInside, toInside, in));
                assertThat(table.possible(from, fromInside, toInside)).isEqualTo(isAny ? 1 : 0);
            }
        }
    }

    private static boolean isAny(
            ForgeryTable table, Locality from, boolean fromInside, boolean toInside, Side in) {
        return Arrays.stream(Side.values())
                .anyMatch(out -> table.of(from, fromInside, toInside, in, out) != null);
    }

    @ParameterizedTest
    @EnumSource
    void anySourceIsWhereThereIsMoreToAsk(Locality from) {
        ForgeryTable table = new ForgeryTable(/* isAnyPossible= */ true);
        for (boolean fromInside : NO_AND_YES) {
            for (boolean toInside : NO_AND_YES) {
                assertThat(table.possible(from, fromInside, toInside)).isEqualTo(1);
            }
        }
    }
}
