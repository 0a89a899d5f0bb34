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
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource({
        // 1 ms and 999 ms cut off to 32 bits, as exporters do.
        Elements.FLOW_START_NANOSECONDS + ", 4294967, 1",
        Elements.FLOW_START_NANOSECONDS + ", 4290672328, 999",
        // To 21 bits, as they may for microseconds; what is below must not count.
        Elements.FLOW_START_MICROSECONDS + ", 4292608, 1",
        Elements.FLOW_START_MICROSECONDS + ", 4294655, 1",
        Elements.FLOW_START_MICROSECONDS + ", 4290670592, 999",
        Elements.FLOW_START_MICROSECONDS + ", 0, 0"
    })
    void losesNoMillisecondOfAnNtpFraction(int element, long fraction, long millis) {
        assertThat(
                        flow(
                                record ->
                                        record.uint32(START_SECONDS + NTP_SECONDS_OF_1970)
                                                .uint32(fraction),
                                iana(element, 8)))
                .containsEntry(FlowField.START_MILLIS, START_MILLIS + millis);
    }

    @Test
    void readsNtpTimestampsOfTheEraFrom2036() {
        long secondsOf2036 = 2_085_978_496L;

        assertThat(
                        flow(
                                record -> record.uint32(1).uint32(0),
                                iana(Elements.FLOW_START_NANOSECONDS, 8)))
                .containsEntry(FlowField.START_MILLIS, (secondsOf2036 + 1) * 1_000);
    }

    @Test
    void leavesAnUnknownNtpTimestampOutsideOfAnyTime() {
        assertThat(
                        (Long)
                                flow(record -> record.uint64(0), iana(156, 8))
                                        .get(FlowField.START_MILLIS))
                .isNegative();
    }

    @Test
    void readsMicrosecondsBeforeTheExport() {
        Decoded flow =
                Decoded.ipfix(
                        record -> record.uint32(748_688).uint32(0xffff_ffffL),
                        iana(159, 4),
                        iana(158, 4));

        assertThat(flow.fields())
                .containsEntry(FlowField.END_MILLIS, Decoded.EXPORT_MILLIS - 748)
                .containsEntry(FlowField.START_MILLIS, Decoded.EXPORT_MILLIS - 4_294_967);
    }

    @Test
    void takesTheEndFromStartAndDuration() {
        assertTimes(
                START_MILLIS,
                START_MILLIS + 1_500,
                record -> record.uint32(1_500).uint64(START_MILLIS),
                iana(161, 4),
                iana(152, 8));
        assertTimes(
                START_MILLIS,
                START_MILLIS + 1_500,
                record -> record.uint64(START_MILLIS).uint32(1_500_999),
                iana(152, 8),
                iana(162, 4));
    }

    @Test
    void takesTheStartFromEndAndDuration() {
        assertTimes(
                START_MILLIS,
                START_MILLIS + 1_500,
                record -> record.uint64(START_MILLIS + 1_500).uint32(1_500),
                iana(153, 8),
                iana(161, 4));
    }

    @Test
    void leavesADurationAloneOut() {
        assertThat(flow(record -> record.uint32(1_500), iana(161, 4)))
                .doesNotContainKeys(FlowField.START_MILLIS, FlowField.END_MILLIS);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void addsNothingToATimeThatIsNone(long start) {
        assertThat(flow(record -> record.uint64(start).uint32(1_500), iana(152, 8), iana(161, 4)))
                .containsEntry(FlowField.START_MILLIS, start)
                .doesNotContainKey(FlowField.END_MILLIS);
        assertThat(
                        flow(
                                record -> record.uint64(start).uint32(1_500),
                                iana(Elements.SYSTEM_INIT_TIME_MILLISECONDS, 8),
                                iana(Elements.FLOW_START_SYS_UP_TIME, 4)))
                .doesNotContainKey(FlowField.START_MILLIS);
    }

    @ParameterizedTest
    @CsvSource({"323", "258"})
    void endsAFlowWhenItWasObservedWhereNothingElseIsSaid(int element) {
        assertThat(flow(record -> record.uint64(START_MILLIS), iana(element, 8)))
                .containsEntry(FlowField.EVENT_MILLIS, START_MILLIS)
                .containsEntry(FlowField.END_MILLIS, START_MILLIS);
        assertThat(
                        flow(
                                record -> record.uint64(START_MILLIS + 9).uint64(START_MILLIS),
                                iana(element, 8),
                                iana(153, 8)))
                .containsEntry(FlowField.EVENT_MILLIS, START_MILLIS + 9)
                .containsEntry(FlowField.END_MILLIS, START_MILLIS);
    }

    @Test
    void takesNothingFromARecordThatLacksATimeOfVariableLength() {
        TemplateDefinition template =
                TemplateDefinition.of(
                        256,
                        iana(152, TemplateField.VARIABLE_LENGTH),
                        iana(323, TemplateField.VARIABLE_LENGTH),
                        iana(161, 4));
        byte[] message =
                new IpfixWriter(1)
                        .begin(1)
                        .template(template)
                        .data(
                                template,
                                record ->
                                        record.uint8(8)
                                                .uint64(START_MILLIS)
                                                .uint8(8)
                                                .uint64(START_MILLIS)
                                                .uint32(5),
                                record -> record.uint8(0).uint8(0).uint32(5))
                        .toBytes();

        assertThat(new SessionUnderTest().recordsOf(message).get(1))
                .containsOnlyKeys(FlowField.TEMPLATE_ID);
    }

    @Test
    void readsObservationTimesOfAllUnits() {
        assertThat(flow(record -> record.uint32(START_SECONDS), iana(322, 4)))
                .containsEntry(FlowField.EVENT_MILLIS, START_MILLIS);
        for (int element : new int[] {324, 325}) {
            assertThat(
                            flow(
                                    record ->
                                            record.uint32(START_SECONDS + NTP_SECONDS_OF_1970)
                                                    .uint32(HALF_A_SECOND),
                                    iana(element, 8)))
                    .containsEntry(FlowField.EVENT_MILLIS, START_MILLIS + 500);
        }
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
        return new SessionUnderTest().recordsOf(message).get(0);
    }
}
