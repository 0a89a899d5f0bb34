package io.weir.tcp.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TcpMetricTest {

    @ParameterizedTest
    @EnumSource
    void standsInTheReadmeWithKindUnitAndMeaning(TcpMetric metric) throws IOException {
        assertReadmeHas(
                "| `%s` | %s | %s | %s |"
                        .formatted(
                                metric.id(),
                                metric.kind().name().toLowerCase(Locale.ROOT),
                                metric.unit(),
                                metric.meaning()));
    }

    @ParameterizedTest
    @EnumSource
    void reasonsOfRefusalsStandInTheReadme(RefusalReason reason) throws IOException {
        assertReadmeHas(row(TcpMetric.CONNECTIONS_REFUSED, reason.label(), reason.meaning()));
    }

    @ParameterizedTest
    @EnumSource
    void reasonsOfClosingStandInTheReadme(CloseReason reason) throws IOException {
        assertReadmeHas(row(TcpMetric.CONNECTIONS_CLOSED, reason.label(), reason.meaning()));
    }

    @ParameterizedTest
    @EnumSource
    void framingErrorsStandInTheReadme(FramingError error) throws IOException {
        assertReadmeHas(row(TcpMetric.FRAMING_ERRORS, error.label(), error.meaning()));
    }

    private static String row(TcpMetric metric, String label, String meaning) {
        return "| `%s` | `%s` | %s |".formatted(metric.id(), label, meaning);
    }

    private static void assertReadmeHas(String row) throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains(row);
    }
}
