package io.weir.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.udp.Datagram;
import io.weir.udp.Datagrams;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DatagramQueueTest {

    private static final long CAPACITY = 1000;

    private final ManualClock clock = new ManualClock(10_000);
    private final DatagramQueue queue = new DatagramQueue(CAPACITY, clock);

    @Test
    void handsOverInOrderWithReceiveTimeAndSender() throws IOException {
        queue.offer(1, 2, 3, payload("a"));
        clock.set(10_005);
        queue.offer(4, 5, 6, payload("b"));

        assertThat(queue.poll())
                .usingRecursiveComparison()
                .isEqualTo(new Datagram(10_000, 1, 2, 3, "a".getBytes(US_ASCII)));
        assertThat(queue.poll())
                .usingRecursiveComparison()
                .isEqualTo(new Datagram(10_005, 4, 5, 6, "b".getBytes(US_ASCII)));
        assertThat(queue.poll()).isNull();
    }

    @Test
    void refusesTheNewestWhenFullAndTakesAgainOnceThereIsRoom() throws IOException {
        int length = (int) (CAPACITY / 2) - DatagramQueue.DATAGRAM_OVERHEAD_BYTES;

        assertThat(offer(length)).isTrue();
        assertThat(offer(length)).isTrue();
        assertThat(queue.bytes()).isEqualTo(CAPACITY);
        assertThat(offer(0)).isFalse();
        assertThat(queue.size()).isEqualTo(2);

        queue.poll();

        assertThat(offer(length + 1)).isFalse();
        assertThat(offer(length)).isTrue();
    }

    @Test
    void accountsToZeroWhenEmptied() throws IOException {
        offer(7);
        queue.restore(List.of(Datagrams.received(1, "restored")));
        queue.poll();
        queue.poll();

        assertThat(queue.bytes()).isZero();
        assertThat(queue.size()).isZero();
    }

    @Test
    void takesMessagesOfConnectionsBeyondTheBoundAndSaysThatItIsFull() throws IOException {
        assertThat(offer(0)).isTrue();
        assertThat(queue.isFull()).isFalse();

        queue.add(1, 2, 3, 4, new byte[(int) CAPACITY]);

        assertThat(queue.isFull()).isTrue();
        assertThat(offer(0)).isFalse();
        queue.poll();
        assertThat(queue.poll())
                .usingRecursiveComparison()
                .isEqualTo(new Datagram(10_000, 1, 2, 3, 4, new byte[(int) CAPACITY]));
        assertThat(queue.isFull()).isFalse();
        assertThat(queue.bytes()).isZero();
    }

    @Test
    void handsOverTheEndOfAConnectionWithoutCountingIt() throws IOException {
        queue.add(1, 2, 3, 4, payloadBytes("a"));
        queue.add(1, 2, 3, 4, new byte[0]);

        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.poll().endsConnection()).isFalse();
        assertThat(queue.size()).isZero();
        assertThat(queue.available()).isCompleted();
        assertThat(queue.poll().endsConnection()).isTrue();
        assertThat(queue.size()).isZero();
    }

    @Test
    void snapshotLeavesTheDatagramsQueued() throws IOException {
        queue.offer(0, 0, 0, payload("a"));
        queue.offer(0, 0, 0, payload("b"));

        List<Datagram> snapshot = queue.snapshot();
        queue.poll();

        assertThat(snapshot).extracting(Datagrams::text).containsExactly("a", "b");
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void emitsBacklogsOfSeveralSubtasksMergedByTimeBeforeWhatComes() throws IOException {
        queue.offer(0, 0, 0, payload("new"));
        queue.restore(
                List.of(
                        Datagrams.received(10, "a1"),
                        Datagrams.received(30, "a2"),
                        Datagrams.received(20, "b1"),
                        Datagrams.received(30, "b2")));

        assertThat(drain()).containsExactly("a1", "b1", "a2", "b2", "new");
    }

    @Test
    void neverDropsABacklogThoughItIsBeyondTheBound() throws IOException {
        List<Datagram> backlog = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            backlog.add(Datagrams.received(i, "x"));
        }

        queue.restore(backlog);

        assertThat(offer(0)).isFalse();
        assertThat(drain()).hasSize(100);
        assertThat(offer(0)).isTrue();
    }

    @Test
    void watermarkIsJustBeforeTheOldestQueued() {
        queue.offer(0, 0, 0, payload("a"));
        clock.set(12_000);
        queue.offer(0, 0, 0, payload("b"));

        assertThat(queue.watermarkMillis()).isEqualTo(9_999);
    }

    @Test
    void watermarkFollowsTheClockWhenEmpty() {
        clock.set(12_000);

        assertThat(queue.watermarkMillis()).isEqualTo(11_999);
    }

    @Test
    void noDatagramIsStampedAtOrBeforeAnEarlierWatermark() throws IOException {
        long watermark = queue.watermarkMillis();
        clock.set(5_000); // set back
        queue.offer(0, 0, 0, payload("a"));

        assertThat(queue.poll().receivedMillis()).isGreaterThan(watermark);
        assertThat(queue.watermarkMillis()).isEqualTo(watermark);
    }

    @Test
    void isAvailableAtOnceWhenSomethingIsQueued() {
        offer(0);

        assertThat(queue.available()).isCompleted();
    }

    @Test
    void waitingConsumerIsReleasedByAnnouncedDatagramBacklogWakeUpAndFailure() throws IOException {
        CompletableFuture<Void> first = queue.available();
        assertThat(first).isNotDone();
        queue.announce();
        offer(0);
        assertThat(first).isNotDone();
        queue.announce();
        assertThat(first).isCompleted();
        queue.poll();

        CompletableFuture<Void> second = queue.available();
        queue.restore(List.of(Datagrams.received(1, "a")));
        assertThat(second).isCompleted();
        queue.poll();

        CompletableFuture<Void> third = queue.available();
        queue.wakeUp();
        assertThat(third).isCompleted();
        assertThat(queue.poll()).isNull();

        CompletableFuture<Void> fourth = queue.available();
        assertThat(fourth).isNotDone();
        queue.fail(new IllegalStateException("broken"));
        assertThat(fourth).isCompleted();
    }

    @Test
    void wakeUpBeforeTheConsumerWaitsIsNotLost() throws IOException {
        queue.poll();
        queue.wakeUp();

        assertThat(queue.available()).isCompleted();
    }

    @Test
    void failureIsThrownAtTheConsumer() {
        offer(0);
        queue.fail(new IllegalStateException("broken"));

        assertThat(queue.available()).isCompleted();
        assertThatThrownBy(queue::poll)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    /**
     * Each datagram comes only after the one before was taken, so nothing repairs a lost wake-up:
     * the consumer's wait times out.
     */
    @Test
    @Timeout(60)
    void losesNoWakeUpBetweenTwoThreads() throws Exception {
        int total = 200_000;
        long seed = System.nanoTime();
        AtomicInteger taken = new AtomicInteger();
        Thread producer = new Thread(() -> produceOneByOne(total, taken, new Random(seed)));
        producer.setDaemon(true);
        producer.start();

        while (taken.get() < total) {
            Datagram datagram = queue.poll();
            if (datagram == null) {
                queue.available().get(10, TimeUnit.SECONDS);
            } else {
                assertThat(datagram.sourceLow()).as("seed %d", seed).isEqualTo(taken.get());
                taken.incrementAndGet();
            }
        }

        assertThat(queue.poll()).isNull();
    }

    /** Counts up and takes in order while both threads run freely. */
    @Test
    @Timeout(60)
    void handsOverEverythingBetweenTwoThreads() throws Exception {
        int total = 500_000;
        DatagramQueue shared = new DatagramQueue(Long.MAX_VALUE, clock);
        Thread producer =
                new Thread(
                        () -> {
                            for (int i = 0; i < total; i++) {
                                shared.offer(0, i, 0, ByteBuffer.allocate(0));
                                shared.announce();
                            }
                        });
        producer.setDaemon(true);
        producer.start();

        for (int received = 0; received < total; ) {
            Datagram datagram = shared.poll();
            if (datagram == null) {
                shared.available().get(10, TimeUnit.SECONDS);
            } else {
                assertThat(datagram.sourceLow()).isEqualTo(received);
                received++;
            }
        }

        assertThat(shared.poll()).isNull();
        assertThat(shared.bytes()).isZero();
    }

    private void produceOneByOne(int total, AtomicInteger taken, Random random) {
        ByteBuffer empty = ByteBuffer.allocate(0);
        for (int i = 0; i < total; i++) {
            while (taken.get() < i) {
                Thread.onSpinWait();
            }
            // Pauses of about the time from a poll to a wait, to hit the moment in between.
            for (int spin = random.nextInt(4); spin > 0; spin--) {
                Thread.onSpinWait();
            }
            queue.offer(0, i, 0, empty);
            queue.announce();
        }
    }

    private boolean offer(int length) {
        return queue.offer(0, 0, 0, ByteBuffer.allocate(length));
    }

    private List<String> drain() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Datagram next = queue.poll(); next != null; next = queue.poll()) {
            texts.add(Datagrams.text(next));
        }
        return texts;
    }

    private static ByteBuffer payload(String text) {
        return ByteBuffer.wrap(payloadBytes(text));
    }

    private static byte[] payloadBytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
