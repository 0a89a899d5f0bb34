package io.weir.operators.exporters;

import static io.weir.codec.sequence.SequenceUnit.DATAGRAMS;
import static io.weir.codec.sequence.SequenceUnit.FLOWS;
import static io.weir.codec.sequence.SequenceUnit.NONE;
import static io.weir.codec.sequence.SequenceUnit.RECORDS;
import static io.weir.codec.sequence.SequenceUnit.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.sequence.SequenceUnit;
import org.junit.jupiter.api.Test;

class ReceptionGapTest {

    @Test
    void countsTheDatagramsBetweenTwoNumbers() {
        assertThat(missing(ExportProtocol.NETFLOW_V9, DATAGRAMS, 10, 11)).isZero();
        assertThat(missing(ExportProtocol.SFLOW_V5, DATAGRAMS, 10, 15)).isEqualTo(4);
    }

    @Test
    void takesTheWholeDifferenceOfFlowsAndRecords() {
        assertThat(missing(ExportProtocol.NETFLOW_V5, FLOWS, 100, 130)).isEqualTo(30);
        assertThat(missing(ExportProtocol.IPFIX, RECORDS, 100, 100)).isZero();
    }

    @Test
    void followsNumbersOverTheirEnd() {
        assertThat(missing(ExportProtocol.NETFLOW_V9, DATAGRAMS, 0xffff_ffffL, 2)).isEqualTo(2);
    }

    @Test
    void knowsNothingOfNumbersThatBeginAnewOrAreNotThere() {
        assertThat(missing(ExportProtocol.NETFLOW_V9, DATAGRAMS, 5_000, 3)).isEqualTo(-1);
        assertThat(missing(ExportProtocol.NETFLOW_V1, UNKNOWN, 0, 0)).isEqualTo(-1);
        assertThat(missing(ExportProtocol.IPFIX, NONE, 0, 0)).isEqualTo(-1);
    }

    @Test
    void takesTheUnitOfTheProtocolUntilOneIsLearned() {
        assertThat(missing(ExportProtocol.NETFLOW_V9, UNKNOWN, 10, 15)).isEqualTo(4);
        assertThat(missing(ExportProtocol.IPFIX, UNKNOWN, 10, 15)).isEqualTo(5);
    }

    private static long missing(
            ExportProtocol protocol, SequenceUnit unit, long before, long after) {
        return ReceptionGap.Domain.between(
                        before,
                        DomainActivity.of(protocol, 0, 1, after, after).followed(unit, 1, 0))
                .missingAtMost();
    }
}
