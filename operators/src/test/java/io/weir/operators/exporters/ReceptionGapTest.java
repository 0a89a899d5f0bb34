package io.weir.operators.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.ExportProtocol;
import org.junit.jupiter.api.Test;

class ReceptionGapTest {

    @Test
    void countsTheDatagramsBetweenTwoNumbers() {
        assertThat(missing(ExportProtocol.NETFLOW_V9, 10, 11)).isZero();
        assertThat(missing(ExportProtocol.SFLOW_V5, 10, 15)).isEqualTo(4);
    }

    @Test
    void takesTheWholeDifferenceOfFlowsAndRecords() {
        assertThat(missing(ExportProtocol.NETFLOW_V5, 100, 130)).isEqualTo(30);
        assertThat(missing(ExportProtocol.IPFIX, 100, 100)).isZero();
    }

    @Test
    void followsNumbersOverTheirEnd() {
        assertThat(missing(ExportProtocol.NETFLOW_V9, 0xffff_ffffL, 2)).isEqualTo(2);
    }

    @Test
    void knowsNothingOfNumbersThatBeginAnewOrAreNotThere() {
        assertThat(missing(ExportProtocol.NETFLOW_V9, 5_000, 3)).isEqualTo(-1);
        assertThat(missing(ExportProtocol.NETFLOW_V1, 0, 0)).isEqualTo(-1);
    }

    private static long missing(ExportProtocol protocol, long before, long after) {
        return ReceptionGap.Domain.between(protocol, 0, before, after).missingAtMost();
    }
}
