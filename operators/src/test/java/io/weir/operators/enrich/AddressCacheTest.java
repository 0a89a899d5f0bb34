package io.weir.operators.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.operators.tables.KeyHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressCacheTest {

    @Test
    void keepsWhatWasPutIn() {
        AddressCache cache = new AddressCache(16);
        int put =
                cache.put(
                        KeyHash.of(1, 2),
                        1,
                        2,
                        Integer.MAX_VALUE,
                        0x7f00_0001,
                        4_294_967_295L,
                        -1,
                        7);

        int entry = cache.find(KeyHash.of(1, 2), 1, 2);

        assertThat(entry).isEqualTo(put);
        assertThat(cache.place(entry)).isEqualTo(Integer.MAX_VALUE);
        assertThat(cache.autonomousSystem(entry)).isEqualTo(0x7f00_0001);
        assertThat(cache.number(entry)).isEqualTo(4_294_967_295L);
        assertThat(cache.network(entry)).isEqualTo(-1);
        assertThat(cache.threat(entry)).isEqualTo(7);
    }

    @Test
    void knowsTheZeroAddressOnlyOnceItWasPutIn() {
        AddressCache cache = new AddressCache(16);
        assertThat(find(cache, 0)).isNegative();

        cache.put(KeyHash.of(0, 0), 0, 0, 0, 0, 0, 0, 0);
        assertThat(find(cache, 0)).isNotNegative();

        cache.clear();
        assertThat(find(cache, 0)).isNegative();
    }

    @Test
    void worksWithOneSet() {
        AddressCache cache = new AddressCache(1);
        for (int i = 0; i < 100; i++) {
            cache.put(KeyHash.of(0, i), 0, i, i, 0, 0, 0, 0);
        }

        assertThat(cache.place(find(cache, 99))).isEqualTo(99);
        assertThat(find(cache, 0)).isNegative();
    }

    /** Distances as of scans, subnets, and a multiplicative sequence. */
    @ParameterizedTest
    @ValueSource(ints = {1, 256, 4096, 65536, 0x9e37_79b1})
    void keepsAQuarterOfItsSizeWhateverTheDistancesOfAddresses(int distance) {
        AddressCache cache = new AddressCache(1 << 14);
        int addresses = 1 << 12;
        for (int i = 0; i < addresses; i++) {
            long low = IpAddress.mappedIpv4((long) i * distance);
            cache.put(KeyHash.of(0, low), 0, low, 1, 1, 1, 1, 1);
        }

        int kept = 0;
        for (int i = 0; i < addresses; i++) {
            kept += find(cache, IpAddress.mappedIpv4((long) i * distance)) >= 0 ? 1 : 0;
        }
        assertThat(kept).isGreaterThan(addresses * 99 / 100);
    }

    private static int find(AddressCache cache, long low) {
        return cache.find(KeyHash.of(0, low), 0, low);
    }
}
