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
    void needsNothingButListeners() {
        UdpSource source =
                UdpSource.builder().listener("netflow", 2055).listener("ipfix", 4739).build();

        assertThat(source.getBoundedness()).isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
        assertThat(source.getProducedType()).isEqualTo(DatagramTypeInformation.INSTANCE);
    }

    @Test
    void makesASerializableSource() throws IOException, ClassNotFoundException {
        UdpSource source =
                UdpSource.builder().listeners(List.of(new Listener("netflow", 2055))).build();

        assertThat(InstantiationUtil.clone(source)).isInstanceOf(UdpSource.class);
    }

    @Test
    void namesAllWrongValuesWithTheirCures() {
        UdpSourceBuilder builder =
                UdpSource.builder()
                        .listener("a", 2055)
                        .listener("b", 2055)
                        .listener("a", 2056)
                        .receiveBufferBytes(1)
                        .queueBytes(2L << 30)
                        .watermarkInterval(Duration.ofHours(1));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        """
                        Two listeners have port 2055: remove one.
                        Two listeners are named a: rename one.
                        receiveBufferBytes is 1: give 131072 (128 KiB) or more.
                        queueBytes is 2147483648: give 131072 (128 KiB) to 1073741824 (1 GiB).
                        watermarkInterval is PT1H: give 10 ms to 1 min.\
                        """);
    }

    @Test
    void refusesToListenNowhere() {
        assertThatThrownBy(() -> UdpSource.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no listener: give one or more, for example netflow=2055.");
    }
}
