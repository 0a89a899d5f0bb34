package io.weir.operators.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpStateTest {

    private static final String LETTERS = "FSRPA";

    /** Flags of the client, flags of the server, state, state where packets were sampled. */
    @ParameterizedTest
    @CsvSource({
        "''   , ''    , unknown     , unknown",
        "P    , ''    , unknown     , unknown",
        "S    , ''    , syn-sent    , unknown",
        "S    , SA    , syn-received, unknown",
        "''   , SA    , syn-received, unknown",
        "SA   , SA    , established , established",
        "SPA  , SPA   , established , established",
        "SA   , ''    , established , established",
        "''   , PA    , established , established",
        "A    , A     , established , established",
        "SAF  , SPA   , closing     , closing",
        "SPA  , SAF   , closing     , closing",
        "SAF  , ''    , closing     , closing",
        "SPAF , SPAF  , closed      , closed",
        "SPAFR, SPAF  , closed      , closed",
        "F    , F     , closed      , closed",
        "S    , R     , refused     , reset",
        "S    , RA    , refused     , reset",
        "SR   , SA    , reset       , reset",
        "SA   , SAR   , reset       , reset",
        "SPAR , SPA   , reset       , reset",
        "''   , RA    , reset       , reset",
        "SAF  , SAR   , reset       , reset",
        "S    , A     , established , established"
    })
    void isWhatTheFlagsOfBothEndsTell(
            String client, String server, String state, String sampledState) {
        assertThat(TcpState.of(flags(client), flags(server), false).label()).isEqualTo(state);
        assertThat(TcpState.of(flags(client), flags(server), true).label()).isEqualTo(sampledState);
    }

    @Test
    void ofEverySetOfFlagsIsOverWhereBothClosedOrOneAborted() {
        for (int client = 0; client < 512; client++) {
            for (int server = 0; server < 512; server++) {
                TcpState state = TcpState.of(client, server, false);
                boolean isOver =
                        Stream.of(TcpState.CLOSED, TcpState.RESET, TcpState.REFUSED)
                                .anyMatch(state::equals);
                assertThat(TcpState.isOver(client, server)).isEqualTo(isOver);
            }
        }
    }

    @Test
    void keepsTheCodeOfEachState() {
        assertThat(Arrays.stream(TcpState.values()).map(TcpState::code))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    private static int flags(String letters) {
        return letters.chars().map(letter -> 1 << LETTERS.indexOf(letter)).sum();
    }
}
