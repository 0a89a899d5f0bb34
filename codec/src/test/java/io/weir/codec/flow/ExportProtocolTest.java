package io.weir.codec.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExportProtocolTest {

    @Test
    void keepsTheCodesThatAreInState() {
        assertThat(ExportProtocol.ofCode(5)).isEqualTo(ExportProtocol.NETFLOW_V5);
        assertThat(ExportProtocol.ofCode(9)).isEqualTo(ExportProtocol.NETFLOW_V9);
        assertThat(ExportProtocol.ofCode(10)).isEqualTo(ExportProtocol.IPFIX);
        for (ExportProtocol protocol : ExportProtocol.values()) {
            assertThat(ExportProtocol.ofCode(protocol.code())).isEqualTo(protocol);
        }
    }

    @Test
    void refusesCodesThatItDoesNotHave() {
        assertThatThrownBy(() -> ExportProtocol.ofCode(7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7");
    }
}
