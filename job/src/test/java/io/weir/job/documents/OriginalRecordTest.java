package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.config.FlowForm;
import io.weir.job.documents.flow.OriginalRecord;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginalRecordTest {

    private final FlowDocuments documents = new FlowDocuments("weir", FlowForm.FULL);

    @ParameterizedTest
    @CsvSource({
        "NETFLOW_V1, netflow",
        "NETFLOW_V5, netflow",
        "NETFLOW_V7, netflow",
        "NETFLOW_V9, netflow",
        "IPFIX, ipfix",
        "SFLOW_V5, sflow"
    })
    void putsTheRecordBelowItsProtocol(ExportProtocol protocol, String object) {
        FlowBatch batch = Flows.of(protocol, 1, 1).batch();
        String record = "{\"userName\":\"é\",\"octetDeltaCount\":18446744073709551615}";
        batch.set(
                FlowField.ORIGINAL_RECORD,
                0,
                batch.append(record.getBytes(StandardCharsets.UTF_8)));

        assertThat(document(batch).path(object)).hasToString(record);
        assertThat(OriginalRecord.objects()).contains(object);
    }

    @Test
    void writesNothingWhereThereIsNoRecord() {
        JsonNode document = document(Flows.of(ExportProtocol.IPFIX, 1, 1).batch());

        assertThat(document.fieldNames())
                .toIterable()
                .doesNotContainAnyElementsOf(OriginalRecord.objects());
    }

    private JsonNode document(FlowBatch batch) {
        return GoldenDocument.parse(documents.write(PlainEnrichment.of(batch), 0));
    }
}
