package io.weir.codec.session;

import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.flow.FlowField;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The representations of time in IPFIX (RFC 7011 §6.1.7 to §6.1.10, RFC 5102 §5.9). */
class FlowTimesTest {

    private static final long START_SECONDS = 1_700_000_000L;
    private static final long START_MILLIS = START_SECONDS * 1_000;
    private static final long NTP_SECONDS_OF_1970 = 2_208_988_800L;
    private static final long HALF_A_SECOND = 0x8000_0000L;

    @Test
    void readsSeconds() {
        assertTimes(
                START_MILLIS,
                START_MILLIS + 2_000,
                record -> record.uint32(START_SECONDS).uint32(START_SECONDS + 2),
                iana(Elements.FLOW_START_SECONDS, 4),
                iana(Elements.FLOW_END_SECONDS, 4));
    }

    @Test
    void readsMilliseconds() {
        assertTimes(
                START_MILLIS + 1,
                START_MILLIS + 1_999,
                record -> record.uint64(START_MILLIS + 1).uint64(START_MILLIS + 1_999),
                iana(Elements.FLOW_START_MILLISECONDS, 8),
                iana(Elements.FLOW_END_MILLISECONDS, 8));
    }

    @ParameterizedTest
    @CsvSource({
        Elements.FLOW_START_MICROSECONDS + "," + Elements.FLOW_END_MICROSECONDS,
        Elements.FLOW_START_NANOSECONDS + "," + Elements.FLOW_END_NANOSECONDS
    })
    void readsNtpTimestampsOfMicroAndNanoseconds(int startElement, int endElement) {
        assertTimes(
                START_MILLIS + 500,
                START_MILLIS + 998,
                record ->
                        record.uint32(START_SECONDS + NTP_SECONDS_OF_1970)
                                .uint32(HALF_A_SECOND)
                                .uint32(START_SECONDS + NTP_SECONDS_OF_1970)
                                .uint32(0xffb0_0000L),
                iana(startElement, 8),
                iana(endElement, 8));
    }

    @Test
    void readsUptimesByTheStartOfTheExporterInTheSameRecord() {
        assertTimes(
                START_MILLIS + 5_000,
                START_MILLIS + 7_500,
                record -> record.uint32(5_000).uint64(START_MILLIS).uint32(7_500),
                iana(Elements.FLOW_START_SYS_UP_TIME, 4),
                iana(Elements.SYSTEM_INIT_TIME_MILLISECONDS, 8),
                iana(Elements.FLOW_END_SYS_UP_TIME, 4));
    }

    @Test
    void readsUptimesInRecordsOfVariableLength() {
        assertTimes(
                START_MILLIS + 5_000,
                START_MILLIS + 7_500,
                record ->
                        record.variableLength(new byte[5])
                                .uint64(START_MILLIS)
                                .uint32(5_000)
                                .uint32(7_500),
                iana(Elements.INTERFACE_NAME, TemplateField.VARIABLE_LENGTH),
                iana(Elements.SYSTEM_INIT_TIME_MILLISECONDS, 8),
                iana(Elements.FLOW_START_SYS_UP_TIME, 4),
                iana(Elements.FLOW_END_SYS_UP_TIME, 4));
    }

    @Test
    void leavesUptimesOutWhereTheStartOfTheExporterIsNotKnown() {
        Map<FlowField, Object> flow =
                flow(
                        record -> record.uint32(5_000).uint32(7_500),
                        iana(Elements.FLOW_START_SYS_UP_TIME, 4),
                        iana(Elements.FLOW_END_SYS_UP_TIME, 4));

        assertThat(flow).doesNotContainKeys(FlowField.START_MILLIS, FlowField.END_MILLIS);
    }

    @Test
    void takesTheFinestAbsoluteTime() {
        assertTimes(
                START_MILLIS + 1,
                START_MILLIS + 2,
                record ->
                        record.uint32(START_SECONDS)
                                .uint32(START_SECONDS)
                                .uint64(START_MILLIS + 1)
                                .uint64(START_MILLIS + 2),
                iana(Elements.FLOW_START_SECONDS, 4),
                iana(Elements.FLOW_END_SECONDS, 4),
                iana(Elements.FLOW_START_MILLISECONDS, 8),
                iana(Elements.FLOW_END_MILLISECONDS, 8));
    }

    private static void assertTimes(
            long startMillis, long endMillis, RecordWriter record, TemplateField... fields) {
        assertThat(flow(record, fields))
                .containsEntry(FlowField.START_MILLIS, startMillis)
                .containsEntry(FlowField.END_MILLIS, endMillis);
    }

    private static Map<FlowField, Object> flow(RecordWriter record, TemplateField... fields) {
        TemplateDefinition template = TemplateDefinition.of(256, fields);
        byte[] message =
                new IpfixWriter(1).begin(1).template(template).data(template, record).toBytes();
        return new SessionUnderTest().flowsOf(message).get(0);
    }
}
