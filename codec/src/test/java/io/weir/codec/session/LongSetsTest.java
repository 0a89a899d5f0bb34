package io.weir.codec.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.Malformation;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.encode.WireBuffer;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import org.junit.jupiter.api.Test;

/** Sets of more records of variable length than are located at a time. */
class LongSetsTest {

    private static final int RECORDS = 150;
    private static final TemplateDefinition TEMPLATE =
            TemplateDefinition.of(
                    256,
                    TemplateField.iana(7, 2),
                    TemplateField.iana(82, TemplateField.VARIABLE_LENGTH),
                    TemplateField.iana(2, TemplateField.VARIABLE_LENGTH),
                    TemplateField.iana(11, 2));

    private final SessionUnderTest session = new SessionUnderTest();

    @Test
    void decodesAllRecords() {
        FlowBatch batch = receiveSet(records());

        assertThat(session.findings()).isEmpty();
        assertHoldsAllRecords(batch);
    }

    @Test
    void keepsTheRecordsBeforeOneThatIsCutOff() {
        FlowBatch batch = receiveSet(records().uint16(1).uint8(200).zeros(10));

        assertThat(session.findings())
                .extracting(SessionUnderTest.Finding::reason)
                .containsExactly(Malformation.RECORD_BEYOND_SET);
        assertHoldsAllRecords(batch);
    }

    private FlowBatch receiveSet(WireBuffer records) {
        return session.receive(
                new IpfixWriter(1)
                        .begin(1_700_000_000L)
                        .template(TEMPLATE)
                        .rawSet(TEMPLATE.id(), 4 + records.length(), records.toBytes())
                        .toBytes());
    }

    /** Texts of 0 to 6 bytes, counters of 1 to 4. */
    private static WireBuffer records() {
        WireBuffer records = new WireBuffer();
        for (int i = 0; i < RECORDS; i++) {
            int counterLength = 1 + i % 4;
            records.uint16(i).variableLength(new byte[i % 7]);
            records.uint8(counterLength).uint(i, counterLength).uint16(1_000 + i);
        }
        return records;
    }

    private static void assertHoldsAllRecords(FlowBatch batch) {
        assertThat(batch.size()).isEqualTo(RECORDS);
        for (int row = 0; row < RECORDS; row++) {
            assertThat(batch.get(FlowField.SOURCE_PORT, row)).isEqualTo(row);
            assertThat(batch.getOr(FlowField.PACKETS, row, -1)).isEqualTo(row);
            assertThat(batch.get(FlowField.DESTINATION_PORT, row)).isEqualTo(1_000 + row);
        }
    }
}
