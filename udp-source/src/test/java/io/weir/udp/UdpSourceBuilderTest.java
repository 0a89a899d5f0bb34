package io.weir.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class UdpSourceBuilderTest {

    @Test
    void needsNothingButPorts() {
        UdpSource source = UdpSource.builder().ports(2055, 4739).build();

        assertThat(source.getBoundedness()).isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
        assertThat(source.getProducedType()).isEqualTo(DatagramTypeInformation.INSTANCE);
    }

    @Test
    void makesASerializableSource() throws IOException, ClassNotFoundException {
        UdpSource source = UdpSource.builder().ports(List.of(2055)).build();

        assertThat(InstantiationUtil.clone(source)).isInstanceOf(UdpSource.class);
    }

    @Test
    void namesAllWrongValuesWithTheirCures() {
        UdpSourceBuilder builder =
                UdpSource.builder()
                        .ports(0, 70_000, 2055, 2055)
                        .receiveBufferBytes(1)
                        .queueBytes(2L << 30)
                        .watermarkInterval(Duration.ofHours(1));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        """
                        ports holds 0: give ports of 1 to 65535.
                        ports holds 70000: give ports of 1 to 65535.
                        ports holds 2055 twice: name it once.
                        receiveBufferBytes is 1: give 131072 (128 KiB) or more.
                        queueBytes is 2147483648: give 131072 (128 KiB) to 1073741824 (1 GiB).
                        watermarkInterval is PT1H: give 10 ms to 1 min.\
                        """);
    }

    @Test
    void refusesToListenNowhere() {
        assertThatThrownBy(() -> UdpSource.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ports is empty: give one or more, for example 2055.");
    }
}
