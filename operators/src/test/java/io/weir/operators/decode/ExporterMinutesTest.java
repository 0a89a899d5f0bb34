package io.weir.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.operators.Harnesses;
import io.weir.operators.exporters.ExporterInventory;
import io.weir.operators.exporters.ExporterMinute;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.exporters.ExporterNoticeSerializer;
import io.weir.operators.exporters.ExporterPart;
import io.weir.operators.exporters.ExporterRules;
import io.weir.operators.exporters.ReceptionGap;
import io.weir.operators.exporters.Remembrance;
import io.weir.operators.types.IpAddressSerializer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decode and the inventory behind it, over failures: a checkpoint holds the state of both. */
class ExporterMinutesTest {

    private static final long NOON = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();

    private final TestExporter exporter = TestExporter.numbered(1);
    private DecodeHarness decode;
    private KeyedOneInputStreamOperatorTestHarness<IpAddress, ExporterNotice, ExporterNotice>
            inventory;

    /** The states of one checkpoint. */
    private record Checkpoint(OperatorSubtaskState decode, OperatorSubtaskState inventory) {}

    @BeforeEach
    void start() throws Exception {
        decode = DecodeHarness.start();
        inventory = newInventory();
        inventory.open();
    }

    @AfterEach
    void close() throws Exception {
        decode.close();
        inventory.close();
    }

    @Test
    void countsEachDatagramOnceThoughTheJobFailsInMidMinute() throws Exception {
        decode.receive(exporter.template(NOON));
        decode.receive(exporter.flow(NOON + 1_000, 1));
        Checkpoint checkpoint = checkpoint();
        decode.receive(exporter.flow(NOON + 2_000, 1));
        decode.receive(exporter.flow(NOON + 3_000, 1));
        handOver();
        fail(checkpoint);
        // An input that can be read again gives what came behind the checkpoint once more.
        decode.receive(exporter.flow(NOON + 2_000, 1));
        decode.receive(exporter.flow(NOON + 3_000, 1));
        decode.receive(exporter.flow(NOON + 4_000, 1));
        watermark(NOON + 120_000);

        assertThat(told(ExporterMinute.class))
                .singleElement()
                .satisfies(
                        minute -> {
                            assertThat(minute.activity().accounts().datagrams()).isEqualTo(5);
                            assertThat(minute.activity().accounts().flows()).isEqualTo(4);
                        });
    }

    @Test
    void tellsTheGapThatAFailureLeaves() throws Exception {
        decode.receive(exporter.template(NOON));
        decode.receive(exporter.flow(NOON + 1_000, 1));
        Checkpoint checkpoint = checkpoint();
        exporter.flow(NOON + 2_000, 1);
        exporter.flow(NOON + 3_000, 1);
        fail(checkpoint);
        decode.receive(exporter.flow(NOON + 20_000, 1));
        handOver();
        decode.receive(exporter.flow(NOON + 21_000, 1));
        handOver();

        assertThat(told(ReceptionGap.class))
                .singleElement()
                .satisfies(
                        gap -> {
                            assertThat(gap.fromMillis()).isEqualTo(NOON + 1_000);
                            assertThat(gap.toMillis()).isEqualTo(NOON + 20_000);
                            assertThat(gap.domains())
                                    .singleElement()
                                    .extracting(ReceptionGap.Domain::missingAtMost)
                                    .isEqualTo(2L);
                        });
    }

    /** From the same checkpoint the gap begins where it began before: it takes its place. */
    @Test
    void beginsTheGapOfASecondFailureAtTheSameTime() throws Exception {
        decode.receive(exporter.template(NOON));
        Checkpoint checkpoint = checkpoint();
        fail(checkpoint);
        decode.receive(exporter.flow(NOON + 20_000, 1));
        handOver();
        List<ReceptionGap> first = told(ReceptionGap.class);
        fail(checkpoint);
        decode.receive(exporter.flow(NOON + 40_000, 1));
        handOver();
        List<ReceptionGap> second = told(ReceptionGap.class);

        assertThat(first).hasSize(1);
        assertThat(second).hasSize(1);
        assertThat(second.get(0).fromMillis()).isEqualTo(first.get(0).fromMillis());
        assertThat(second.get(0).toMillis()).isGreaterThan(first.get(0).toMillis());
    }

    private Checkpoint checkpoint() throws Exception {
        decode.barrier(1);
        handOverParts();
        return new Checkpoint(decode.snapshot(), inventory.snapshot(1, 0));
    }

    private void fail(Checkpoint checkpoint) throws Exception {
        close();
        decode = DecodeHarness.restore(checkpoint.decode());
        inventory = newInventory();
        inventory.initializeState(checkpoint.inventory());
        inventory.open();
    }

    private void handOver() throws Exception {
        decode.barrier(2);
        handOverParts();
    }

    private void handOverParts() throws Exception {
        for (ExporterPart part : decode.parts()) {
            inventory.processElement(part, part.timeMillis());
        }
    }

    private void watermark(long millis) throws Exception {
        decode.watermark(millis);
        handOverParts();
        inventory.processWatermark(millis);
    }

    private <T extends ExporterNotice> List<T> told(Class<T> kind) {
        return Harnesses.values(inventory).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static KeyedOneInputStreamOperatorTestHarness<IpAddress, ExporterNotice, ExporterNotice>
            newInventory() throws Exception {
        return Harnesses.keyed(
                new ExporterInventory(
                        new ExporterRules(
                                Duration.ofMinutes(5),
                                new Remembrance(
                                        Duration.ofMinutes(10),
                                        Duration.ofHours(1),
                                        Duration.ofHours(1)),
                                true)),
                ExporterNotice::exporter,
                IpAddressSerializer.TYPE,
                ExporterNoticeSerializer.TYPE,
                1,
                0);
    }
}
