package io.weir.codec.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaloAltoInterfaceTest {

    @ParameterizedTest
    @CsvSource({
        "101050100, Eth1/5.100",
        "199999999, Eth99/99.9999",
        "101050000, Eth1/5.0",
        "200000300, VLAN.300",
        "300000002, Loopback.2",
        "400000017, Tunnel.17",
        "500030012, AE3.12"
    })
    void namesTheInterfaceByTheDigits(long index, String name) {
        assertThat(PaloAltoInterface.name(index)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 23, 100_000_000, 600_000_000, 4_294_967_295L, -1})
    void hasNoNameForOtherIndices(long index) {
        assertThat(PaloAltoInterface.name(index)).isNull();
    }
}
