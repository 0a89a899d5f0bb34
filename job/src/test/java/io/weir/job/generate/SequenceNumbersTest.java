package io.weir.job.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.sequence.SequenceStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is done to the datagrams of simulated exporters is what their sequence numbers tell. */
class SequenceNumbersTest {

    private static final SimulationOptions ONE =
            SimulationOptions.defaults()
                    .withProtocols(List.of(ExportProtocol.IPFIX))
                    .withExporters(1)
                    .withDuration(Duration.ofSeconds(60));

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = ExportProtocol.class,
            names = {"NETFLOW_V5", "NETFLOW_V9", "IPFIX", "SFLOW_V5"})
    void tellNothingOfWhatArrivesInOrder(ExportProtocol protocol) throws IOException {
        SequenceStatus status = follow(export(protocol, Impairment.NONE));

        assertThat(status.received()).isGreaterThan(1_000);
        assertThat(status.lost()).isZero();
        assertThat(status.reordered()).isZero();
        assertThat(status.duplicated()).isZero();
        assertThat(status.restarts()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = ExportProtocol.class,
            names = {"NETFLOW_V5", "NETFLOW_V9", "SFLOW_V5"})
    void nameWhatWasLostDuplicatedAndReordered(ExportProtocol protocol) throws IOException {
        ReadExports exports = export(protocol, new Impairment(3, 3, 3));
        SequenceStatus status = follow(exports);
        JsonNode truth = exports.truth("exporter").get(0);
        String lost = protocol == ExportProtocol.NETFLOW_V5 ? "/lost/flows" : "/lost/datagrams";

        assertThat(status.missing()).isEqualTo(truth.at(lost).asLong()).isPositive();
        assertThat(status.duplicated())
                .isEqualTo(truth.at("/duplicated/datagrams").asLong())
                .isPositive();
        assertThat(status.reordered())
                .isEqualTo(truth.at("/reordered/datagrams").asLong())
                .isPositive();
        assertThat(status.restarts()).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = ExportProtocol.class, names = "IPFIX")
    void nameFlowsAndOptionsThatWereLost(ExportProtocol protocol) throws IOException {
        ReadExports exports = export(protocol, new Impairment(3, 0, 3));
        SequenceStatus status = follow(exports);
        JsonNode truth = exports.truth("exporter").get(0);
        long optionsLost = truth.at("/options_records").asLong() - exports.optionsRecords();

        assertThat(exports.problems()).isEmpty();
        assertThat(status.missing())
                .isEqualTo(truth.at("/lost/flows").asLong() + optionsLost)
                .isPositive();
        assertThat(status.reordered()).isEqualTo(truth.at("/reordered/datagrams").asLong());
        assertThat(status.duplicated()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = ExportProtocol.class,
            names = {"NETFLOW_V5", "NETFLOW_V9", "IPFIX", "SFLOW_V5"})
    void tellRestartsFromLoss(ExportProtocol protocol) throws IOException {
        SimulationOptions options =
                ONE.withProtocols(List.of(protocol))
                        .withExporting(
                                ExporterOptions.defaults()
                                        .withRestartEvery(Duration.ofSeconds(25)));
        ReadExports exports = ReadExports.of(options, folder);
        SequenceStatus status = follow(exports);
        long restarts = exports.truth("exporter").get(0).at("/restarts").asLong();

        assertThat(status.restarts()).isEqualTo(restarts).isPositive();
        assertThat(status.lost()).isZero();
        assertThat(status.duplicated()).isZero();
    }

    private ReadExports export(ExportProtocol protocol, Impairment impairment) throws IOException {
        return ReadExports.of(
                ONE.withProtocols(List.of(protocol))
                        .withExporting(ExporterOptions.defaults().withImpairment(impairment)),
                folder);
    }

    private static SequenceStatus follow(ReadExports exports) {
        assertThat(exports.sequences()).hasSize(1);
        return exports.sequences().get(0);
    }
}
