package io.weir.codec.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.flow.SamplingSource;
import io.weir.codec.session.SessionUnderTest;
import io.weir.testing.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the flows of real exporters have from options records. */
class OptionsCapturesTest {

    /** A flow, as far as options tell of it. */
    private record Told(
            Long interval,
            SamplingSource source,
            String input,
            String output,
            String vrf,
            Long start) {}

    @ParameterizedTest
    @CsvSource({
        "akvorado-netflow/mpls, 10",
        "akvorado-netflow/physical-interfaces, 1000",
        "logstash/netflow-9-invalid-01, 100",
        "exports/softflowd-v9-scenario-a, 1",
    })
    void takesTheSamplingIntervalOfASoleSampler(String capture, long interval) throws IOException {
        assertThat(told(capture))
                .isNotEmpty()
                .allSatisfy(
                        flow -> {
                            assertThat(flow.interval).isEqualTo(interval);
                            assertThat(flow.source).isEqualTo(SamplingSource.OPTIONS);
                        });
    }

    @Test
    void takesTheIntervalOfTheSamplerThatAFlowNames() throws IOException {
        assertThat(told("akvorado-netflow/multiple-sampling-rates"))
                .extracting(Told::interval)
                .containsOnly(2_000L, 4_000L);
    }

    @Test
    void namesInterfacesAndVrfsOfIosXr() throws IOException {
        List<Told> flows = told("pmacct/500-ipfixv10-bgp-cisco-srv6");

        assertThat(flows)
                .extracting(Told::input)
                .filteredOn(Objects::nonNull)
                .isNotEmpty()
                .allMatch(name -> name.matches("[A-Za-z]+[0-9_.]+"));
        assertThat(flows).extracting(Told::output).filteredOn(Objects::nonNull).isNotEmpty();
        assertThat(flows).extracting(Told::vrf).contains("D10");
    }

    @Test
    void readsUptimesOfSoftflowdByItsStart() throws IOException {
        assertThat(told("exports/softflowd-ipfix-scenario-a"))
                .extracting(Told::start)
                .allSatisfy(start -> assertThat(start).isNotNull())
                .first()
                .isEqualTo(1_717_243_200_675L);
    }

    private static List<Told> told(String capture) throws IOException {
        Path file = Captures.folder().resolve(capture).resolve("input.pcap");
        assumeTrue(Files.exists(file), "skipped: no capture at " + file + " (set WEIR_CAPTURES)");
        Map<Object, SessionUnderTest> sessions = new HashMap<>();
        List<Told> told = new ArrayList<>();
        for (ExportCapture.Packet packet : ExportCapture.read(file)) {
            FlowBatch batch =
                    sessions.computeIfAbsent(packet.exporter, key -> new SessionUnderTest())
                            .receive(packet.payload);
            for (int row = 0; row < batch.size(); row++) {
                told.add(told(batch, row));
            }
        }
        return told;
    }

    private static Told told(FlowBatch batch, int row) {
        return new Told(
                number(batch, row, FlowField.SAMPLING_INTERVAL),
                batch.has(FlowField.SAMPLING_SOURCE, row)
                        ? SamplingSource.ofCode(batch.get(FlowField.SAMPLING_SOURCE, row))
                        : null,
                batch.text(FlowField.INPUT_INTERFACE_NAME, row),
                batch.text(FlowField.OUTPUT_INTERFACE_NAME, row),
                batch.text(FlowField.VRF_NAME, row),
                number(batch, row, FlowField.START_MILLIS));
    }

    private static Long number(FlowBatch batch, int row, FlowField field) {
        return batch.has(field, row) ? batch.get(field, row) : null;
    }
}
