package io.weir.operators.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.detect.InterfaceSides.Side;
import io.weir.operators.enrich.networks.Locality;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForgeryTableTest {

    private record Ends(Locality from, boolean fromInside, boolean toInside) {

        int way(ForgeryTable table) {
            return table.way(from, fromInside, toInside);
        }
    }

    static Stream<Ends> ends() {
        return Arrays.stream(Locality.values())
                .flatMap(
                        from ->
                                Stream.of(
                                        new Ends(from, false, false),
                                        new Ends(from, true, true),
                                        new Ends(from, true, false),
                                        new Ends(from, false, true)));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void aSourceIsPossiblyForgedWhereItIsForSomeInterfaces(Ends ends) {
        ForgeryTable table = new ForgeryTable(/* isAnyPossible= */ false);
        boolean isAny = Arrays.stream(Side.values()).anyMatch(in -> isAny(table, ends, in));

        assertThat(possible(table, ends)).isEqualTo(isAny ? 1 : 0);
    }

    private static boolean isAny(ForgeryTable table, Ends ends, Side in) {
        return Arrays.stream(Side.values())
                .anyMatch(out -> table.of(ends.way(table), in, out) != null);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void anySourceIsWhereThereIsMoreToAsk(Ends ends) {
        assertThat(possible(new ForgeryTable(/* isAnyPossible= */ true), ends)).isEqualTo(1);
    }

    private static int possible(ForgeryTable table, Ends ends) {
        return table.possible(ends.way(table));
    }
}
