package io.weir.codec.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExportProtocolTest {

    @Test
    void keepsTheCodesThatAreInState() {
        assertThat(ExportProtocol.ofCode(1)).isEqualTo(ExportProtocol.NETFLOW_V1);
        assertThat(ExportProtocol.ofCode(7)).isEqualTo(ExportProtocol.NETFLOW_V7);
        assertThat(ExportProtocol.ofCode(105)).isEqualTo(ExportProtocol.SFLOW_V5);
        assertThat(ExportProtocol.ofCode(5)).isEqualTo(ExportProtocol.NETFLOW_V5);
        assertThat(ExportProtocol.ofCode(9)).isEqualTo(ExportProtocol.NETFLOW_V9);
        assertThat(ExportProtocol.ofCode(10)).isEqualTo(ExportProtocol.IPFIX);
        for (ExportProtocol protocol : ExportProtocol.values()) {
            assertThat(ExportProtocol.ofCode(protocol.code())).isEqualTo(protocol);
        }
    }

    @Test
    void refusesCodesThatItDoesNotHave() {
        assertThatThrownBy(() -> ExportProtocol.ofCode(8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8");
    }
}
