package io.weir.operators.detect;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import io.weir.operators.detect.Finding.Role;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.exporters.ExporterSilence;
import io.weir.operators.exporters.ExporterSilence.Change;
import io.weir.operators.types.IpAddressSerializer;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SilentExportersTest {

    private static final IpAddress EXPORTER = address("192.0.2.1");
    private static final long LAST = 1_000_000;
    private static final long FOUND = LAST + 300_000;

    private KeyedOneInputStreamOperatorTestHarness<IpAddress, ExporterNotice, Finding> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
    }

    private static KeyedOneInputStreamOperatorTestHarness<IpAddress, ExporterNotice, Finding>
            harness() throws Exception {
        return Harnesses.keyed(
                new SilentExporters(Duration.ofHours(1)),
                ExporterNotice::exporter,
                IpAddressSerializer.TYPE,
                DetectSerializers.FINDING,
                new RecordedMetrics());
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void isFoundAtOnceAndAgainUntilItIsBack() throws Exception {
        notice(Change.SILENT, FOUND);
        assertThat(findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.alertKey()).isEqualTo("silent-exporter/192.0.2.1");
                            assertThat(finding.role()).isEqualTo(Role.EXPORTER);
                            assertThat(finding.count()).isEqualTo(300);
                            assertThat(finding.measure()).isEqualTo("seconds");
                            assertThat(finding.triggerReceivedMillis()).isEqualTo(FOUND);
                            assertThat(finding.sample().exporters()).containsExactly(EXPORTER);
                        });

        harness.processWatermark(FOUND + 90_000);
        assertThat(findings()).extracting(Finding::count).containsExactly(330L, 360L, 390L);

        notice(Change.BACK, FOUND + 91_000);
        harness.processWatermark(FOUND + 1_000_000);
        assertThat(findings()).isEmpty();
    }

    @Test
    void isFoundAfterARestartToo() throws Exception {
        notice(Change.SILENT, FOUND);
        findings();
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(state);
        harness.open();

        harness.processWatermark(FOUND + 30_000);
        assertThat(findings()).extracting(Finding::count).containsExactly(330L);
    }

    @Test
    void isNotFoundAnyMoreOnceItIsForgotten() throws Exception {
        notice(Change.SILENT, FOUND);
        harness.processWatermark(LAST + 3_600_000);
        assertThat(findings()).isNotEmpty();
        harness.processWatermark(LAST + 10_000_000);
        assertThat(findings()).isEmpty();
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    private void notice(Change change, long millis) throws Exception {
        harness.processElement(new ExporterSilence(EXPORTER, change, millis, LAST), millis);
    }

    private List<Finding> findings() {
        return Harnesses.values(harness);
    }
}
