package io.weir.operators.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ServiceKeyTest {

    @Property
    void givesBackWhatItWasMadeOf(
            @ForAll @IntRange(max = 255) int protocol,
            @ForAll @IntRange(min = ServiceKey.NO_PORT, max = 0xffff) int port) {
        assertThat(ServiceKey.of(ServiceKey.of(protocol, port)))
                .isEqualTo(new ServiceKey(protocol, port));
    }
}
