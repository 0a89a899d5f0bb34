package io.weir.codec.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FlowFieldTest {

    /** The order is that of serialized batches: new fields go to the end of this list. */
    @Test
    void keepsTheOrderThatIsInState() {
        assertThat(Arrays.stream(FlowField.values()).map(FlowField::name))
                .startsWith(
                        "SOURCE_ADDRESS",
                        "DESTINATION_ADDRESS",
                        "NEXT_HOP",
                        "BGP_NEXT_HOP",
                        "SOURCE_PORT",
                        "DESTINATION_PORT",
                        "PROTOCOL",
                        "IP_VERSION",
                        "BYTES",
                        "PACKETS",
                        "OUT_BYTES",
                        "OUT_PACKETS",
                        "TCP_FLAGS",
                        "TOS",
                        "ICMP_TYPE",
                        "ICMP_CODE",
                        "START_MILLIS",
                        "END_MILLIS",
                        "INPUT_INTERFACE",
                        "OUTPUT_INTERFACE",
                        "SOURCE_AS",
                        "DESTINATION_AS",
                        "SOURCE_PREFIX_LENGTH",
                        "DESTINATION_PREFIX_LENGTH",
                        "SOURCE_MAC",
                        "DESTINATION_MAC",
                        "VLAN",
                        "POST_VLAN",
                        "DIRECTION",
                        "SAMPLING_INTERVAL",
                        "SAMPLER_ID",
                        "END_REASON",
                        "TEMPLATE_ID");
    }
}
