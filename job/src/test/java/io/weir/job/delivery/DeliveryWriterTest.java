package io.weir.job.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.job.config.AlertMoment;
import io.weir.job.config.AlertSelection;
import io.weir.operators.detect.Alert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeliveryWriterTest {

    private final Office office = new Office("a");

    @Test
    void deliversInOrderWhatAReceiverTakes() {
        try (TestWriter writer = open(office)) {
            for (long number = 1; number <= 100; number++) {
                writer.write(TestAlerts.numbered(number));
            }
            await().until(() -> office.taken.size() == 100);
        }
        assertThat(office.taken).containsExactlyElementsOf(ids(1, 100));
    }

    @Test
    void tellsNobodyOfDryRuns() {
        Alert real = TestAlerts.numbered(2);
        try (TestWriter writer = open(office)) {
            writer.write(TestAlerts.dryRun(1));
            writer.write(real);
            await().until(() -> !office.taken.isEmpty());
        }
        assertThat(office.taken).containsExactly(TestAlerts.id(real));
    }

    @Test
    void triesAgainInOrderWhileAReceiverIsAway() {
        office.answer = id -> Attempt.unavailable("away");
        try (TestWriter writer = open(office)) {
            writer.write(TestAlerts.numbered(1));
            writer.write(TestAlerts.numbered(2));
            await().until(() -> writer.sum(DeliveryMetric.DELIVERIES_FAILED) >= 3);
            assertThat(writer.sum(DeliveryMetric.ALERTS_WAITING)).isEqualTo(2);
            office.answer = id -> Attempt.taken();
            await().until(() -> writer.sum(DeliveryMetric.ALERTS_DELIVERED) == 2);

            assertThat(writer.sum(DeliveryMetric.ALERTS_WAITING)).isZero();
            assertThat(writer.sum(DeliveryMetric.ALERT_BYTES_WAITING)).isZero();
        }
        assertThat(office.taken).containsExactlyElementsOf(ids(1, 2));
    }

    @Test
    void goesOnWithOthersWhereOnlyOneAlertFails() {
        String poison = TestAlerts.id(TestAlerts.numbered(1));
        office.answer = id -> id.equals(poison) ? Attempt.notNow("500") : Attempt.taken();
        try (TestWriter writer = open(office)) {
            for (long number = 1; number <= 5; number++) {
                writer.write(TestAlerts.numbered(number));
            }
            await().until(() -> office.taken.size() == 4);

            assertThat(writer.sum(DeliveryMetric.ALERTS_WAITING)).isEqualTo(1);
        }
    }

    @Test
    void countsWhatAReceiverWillNeverTakeAndGoesOn() {
        office.answer = id -> id.endsWith("/1") ? Attempt.refused("400") : Attempt.taken();
        try (TestWriter writer = open(office)) {
            writer.write(TestAlerts.numbered(1));
            writer.write(TestAlerts.numbered(2));
            await().until(() -> office.taken.size() == 1);

            assertThat(writer.sum(DeliveryMetric.ALERTS_REFUSED)).isEqualTo(1);
            assertThat(writer.sum(DeliveryMetric.DELIVERIES_FAILED)).isZero();
        }
    }

    @Test
    void dropsTheOldestWhenNoMoreMayWait() throws Exception {
        office.answer = id -> Attempt.unavailable("away");
        DeliveryLimits limits = TestWriter.limits(1_500);
        try (TestWriter writer = TestWriter.open(new Text(), List.of(office), limits)) {
            for (long number = 1; number <= 100; number++) {
                writer.write(TestAlerts.numbered(number));
            }
            List<Parcel> left = writer.snapshot();

            assertThat(writer.sum(DeliveryMetric.ALERTS_DROPPED)).isEqualTo(100 - left.size());
            assertThat(writer.sum(DeliveryMetric.ALERT_BYTES_WAITING)).isLessThanOrEqualTo(1_500);
            assertThat(left).extracting(Parcel::id).contains(ids(100, 100).get(0));
        }
    }

    @Test
    void handsOverToTheNextWriterWhatWasNotDelivered() throws Exception {
        office.answer = id -> id.endsWith("/1") ? Attempt.taken() : Attempt.unavailable("away");
        List<Parcel> state;
        try (TestWriter writer = open(office)) {
            for (long number = 1; number <= 10; number++) {
                writer.write(TestAlerts.numbered(number));
            }
            await().until(() -> writer.sum(DeliveryMetric.DELIVERIES_FAILED) > 0);
            state = writer.snapshot();
        }
        office.answer = id -> Attempt.taken();
        try (TestWriter next = TestWriter.restored(new Text(), List.of(office), state)) {
            await().until(() -> next.sum(DeliveryMetric.ALERTS_DELIVERED) == 9);
        }
        assertThat(office.taken).containsExactlyElementsOf(ids(1, 10));
    }

    @Test
    void leavesOutWhoseReceiverIsNoLongerConfigured() throws Exception {
        office.answer = id -> Attempt.unavailable("away");
        Office other = new Office("b");
        List<Parcel> state;
        try (TestWriter writer = open(office, other)) {
            writer.write(TestAlerts.opened());
            await().until(() -> other.taken.size() == 1);
            state = writer.snapshot();
        }
        try (TestWriter next = TestWriter.restored(new Text(), List.of(other), state)) {
            assertThat(next.snapshot()).isEmpty();
        }
        assertThat(other.taken).hasSize(1);
    }

    @Test
    void neverWaitsForAReceiverThatHangs() throws Exception {
        office.hang = new CountDownLatch(1);
        Office other = new Office("b");
        try (TestWriter writer = open(office, other)) {
            writer.write(TestAlerts.numbered(1));
            writer.write(TestAlerts.numbered(2));
            writer.flush(false);
            await().until(() -> other.taken.size() == 2);
            assertThat(writer.snapshot())
                    .extracting(Parcel::id)
                    .containsExactlyElementsOf(ids(1, 2));
            // The limit of a delivery is a second: then it is aborted, and made again.
            await().until(() -> writer.sum(DeliveryMetric.ALERTS_DELIVERED) == 4);
        }
        assertThat(office.aborts).isPositive();
    }

    @Test
    void waitsAtTheEndOfTheInputButNotForEver() throws Exception {
        office.answer = id -> Attempt.unavailable("away");
        try (TestWriter writer = open(office)) {
            writer.write(TestAlerts.opened());
            long start = System.nanoTime();
            writer.flush(true);

            assertThat(System.nanoTime() - start)
                    .isBetween(TestWriter.LIMITS.lastWait().toNanos(), 10_000_000_000L);
            office.answer = id -> Attempt.taken();
            writer.flush(true);
            assertThat(office.taken).hasSize(1);
        }
    }

    @Test
    void leavesNoThreadBehind() {
        office.answer = id -> Attempt.unavailable("away");
        Office hanging = new Office("hanging");
        hanging.hang = new CountDownLatch(1);
        try (TestWriter writer = open(office, hanging)) {
            writer.write(TestAlerts.opened());
            await().until(() -> threads() == 2);
        }
        assertThat(threads()).isZero();
        assertThat(office.isClosed && hanging.isClosed).isTrue();
    }

    @Test
    void takesOnlyWhatIsSelected() {
        AlertSelection opened =
                new AlertSelection(60, List.of("syn-scan-horizontal"), List.of(AlertMoment.OPEN));
        try (TestWriter writer = TestWriter.open(opened, new Text(), List.of(office))) {
            writer.write(TestAlerts.numbered(2));
            writer.write(TestAlerts.opened());
            await().until(() -> !office.taken.isEmpty());
            assertThat(office.taken).containsExactlyElementsOf(ids(1, 1));
        }
        assertThat(new AlertSelection(61, List.of(), List.of(AlertMoment.values())))
                .matches(selection -> !selection.takes(TestAlerts.opened()));
        assertThat(new AlertSelection(1, List.of("other"), List.of(AlertMoment.values())))
                .matches(selection -> !selection.takes(TestAlerts.opened()));
    }

    @Test
    void refusesStateOfAnotherVersionOrDamaged() throws Exception {
        ParcelSerializer serializer = new ParcelSerializer();
        byte[] stored = serializer.serialize(new Parcel("a", "1", new byte[] {1, 2, 3}));

        assertThatThrownBy(() -> serializer.deserialize(2, stored))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format version 2");
        stored[stored.length - 4] = 9;
        assertThatThrownBy(() -> serializer.deserialize(1, stored))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }

    private static TestWriter open(Receiver... receivers) {
        return TestWriter.open(new Text(), List.of(receivers));
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("weir alerts to "))
                .count();
    }

    private static List<String> ids(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(TestAlerts::numbered)
                .map(TestAlerts::id)
                .toList();
    }

    private static final class Text implements AlertEncoder {

        private static final long serialVersionUID = 1L;

        @Override
        public void open() {}

        @Override
        public byte[] encode(Alert alert, long nowMillis) {
            return alert.id().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** A receiver that does as it is told. */
    private static final class Office implements Receiver {

        private static final long serialVersionUID = 1L;

        private final String name;
        private final transient List<String> taken = new CopyOnWriteArrayList<>();
        private transient volatile Function<String, Attempt> answer = id -> Attempt.taken();
        private transient volatile CountDownLatch hang;
        private transient volatile int aborts;
        private transient volatile boolean isClosed;

        Office(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Courier open() {
            return new Courier() {
                @Override
                public Attempt deliver(Parcel parcel) {
                    CountDownLatch latch = hang;
                    if (latch != null) {
                        hangUntilAborted(latch);
                        return Attempt.unavailable("aborted");
                    }
                    Attempt attempt = answer.apply(parcel.id());
                    if (attempt.verdict() == Attempt.Verdict.TAKEN) {
                        taken.add(parcel.id());
                    }
                    return attempt;
                }

                @Override
                public void abort() {
                    if (hang != null) {
                        aborts = 1;
                        hang.countDown();
                        hang = null;
                    }
                }

                @Override
                public void close() {
                    isClosed = true;
                }
            };
        }

        /** As a socket does: an interrupt changes nothing. */
        private static void hangUntilAborted(CountDownLatch latch) {
            boolean interrupted = false;
            while (latch.getCount() > 0) {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
