package io.weir.udp.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UdpMetricTest {

    @ParameterizedTest
    @EnumSource
    void standsInTheReadmeWithKindUnitAndMeaning(UdpMetric metric) throws IOException {
        String row =
                "| `%s` | %s | %s | %s |"
                        .formatted(
                                metric.id(),
                                metric.kind().name().toLowerCase(Locale.ROOT),
                                metric.unit(),
                                metric.meaning());

        assertThat(Files.readString(Path.of("README.md"))).contains(row);
    }
}
