package io.weir.job.elasticsearch.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkResponseTest {

    @Test
    void tellsThatAllIsWritten() throws IOException {
        assertThat(read("{\"took\":3,\"errors\":false,\"items\":[{}]}", 5))
                .isEqualTo(new BulkOutcome.Written());
    }

    @Test
    void tellsWhatBecameOfEachDocument() throws IOException {
        BulkOutcome outcome =
                read(
                        """
                        {"errors":true,"items":[
                          {"index":{"status":201}},
                          {"index":{"status":400,"error":{"type":"mapper_parsing_exception",
                            "reason":"failed to parse","caused_by":{"reason":"no date"}}}},
                          {"index":{"status":409,"error":{"type":"version_conflict_engine_exception",
                            "reason":"newer"}}},
                          {"index":{"status":429,"error":{"type":"es_rejected_execution_exception",
                            "reason":"full"}}}]}
                        """,
                        4);

        assertThat(((BulkOutcome.Mixed) outcome).items())
                .containsExactly(
                        new BulkOutcome.Item(ItemVerdict.WRITTEN, ""),
                        new BulkOutcome.Item(ItemVerdict.REJECTED, "failed to parse: no date"),
                        new BulkOutcome.Item(ItemVerdict.OUTDATED, "newer"),
                        new BulkOutcome.Item(ItemVerdict.RETRY, "full"));
    }

    /** What is not understood must not count as written. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|is no JSON object",
                "{}|does not say",
                "{\"errors\":true,\"items\":[]}|has 0 items for 2",
                "<html>|Unexpected character",
                "{\"errors\":true,\"items\":[{\"index\":{\"stat|Unexpected end"
            })
    void refusesWhatIsNoAnswer(String answer, String problem) {
        assertThatThrownBy(() -> read(answer, 2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "200, '', WRITTEN",
        "201, '', WRITTEN",
        "400, mapper_parsing_exception, REJECTED",
        "400, illegal_argument_exception, REJECTED",
        "400, validation_exception, RETRY",
        "401, security_exception, RETRY",
        "403, cluster_block_exception, RETRY",
        "404, index_not_found_exception, RETRY",
        "409, version_conflict_engine_exception, OUTDATED",
        "413, '', REJECTED",
        "429, es_rejected_execution_exception, RETRY",
        "500, '', RETRY",
        "503, unavailable_shards_exception, RETRY"
    })
    void judgesByStatusAndType(int status, String type, ItemVerdict verdict) {
        assertThat(ItemVerdict.of(status, type)).isEqualTo(verdict);
    }

    private static BulkOutcome read(String answer, int sent) throws IOException {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        return BulkResponse.read(new ByteArrayInputStream(bytes), sent);
    }
}
