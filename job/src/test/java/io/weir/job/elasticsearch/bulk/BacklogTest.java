package io.weir.job.elasticsearch.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacklogTest {

    private static final Bulk A = TestBulks.of("a", 4);
    private static final long TWO = 2L * A.bytes();

    @TempDir private Path folder;

    private Backlog backlog;

    @BeforeEach
    void open() {
        backlog = new Backlog(TWO, spill());
    }

    @AfterEach
    void close() {
        backlog.close();
    }

    private Spill spill() {
        return DiskSpill.open(
                "flows",
                new SpillLimits(folder.toString(), 2 * SpillFormat.length(A), 0),
                Clock.systemUTC(),
                new SinkCounters(new CountingGroup()));
    }

    @Test
    void fillsMemoryThenDiskThenRefuses() {
        offer("a", "b", "c", "d");

        assertThat(backlog.offer(TestBulks.of("e", 4))).isFalse();
        assertThat(backlog.documents()).isEqualTo(8);
        assertThat(backlog.documentsOnDisk()).isEqualTo(8);
        assertThat(inState()).containsExactly("a", "b");
    }

    @Test
    void refusesWhatMemoryHasNoRoomForWithoutADisk() {
        try (Backlog memory = new Backlog(TWO, new NoSpill())) {
            assertThat(memory.offer(A)).isTrue();
            assertThat(memory.offer(A)).isTrue();
            assertThat(memory.offer(A)).isFalse();
        }
    }

    @Test
    void takesOneThatIsLargerThanMemoryIfNothingElseWaits() {
        try (Backlog small = new Backlog(1, new NoSpill())) {
            assertThat(small.offer(A)).isTrue();
            assertThat(small.offer(A)).isFalse();
        }
    }

    @Test
    void putsNewerOnesBehindThoseOnDisk() {
        offer("a", "b", "c");
        backlog.remove(take("c"));
        offer("d");
        backlog.remove(take("a"));

        offer("f");

        assertThat(inState()).containsExactly("b");
        assertThat(backlog.documentsOnDisk()).isEqualTo(8);
    }

    @Test
    void usesRoomInMemoryWhenTheDiskIsFull() {
        offer("a", "b", "c", "d");
        take("c");
        backlog.remove(take("a"));

        assertThat(backlog.offer(TestBulks.of("e", 4))).isTrue();
        assertThat(inState()).containsExactly("b", "e");
    }

    /** What comes back from disk must not get into a checkpoint: the next start reads it there. */
    @Test
    void isEitherInTheStateOrOnDisk() {
        offer("a", "b", "c");
        take("c");
        take("a");

        assertThat(inState()).containsExactly("a", "b");
        backlog.close();
        try (Spill next = spill()) {
            assertThat(TestBulks.text(next.next().orElseThrow().bulk())).isEqualTo("c");
            assertThat(next.next()).isEmpty();
        }
    }

    @Test
    void isEmptyWhenMemoryAndDiskAre() {
        offer("a", "b", "c");
        backlog.remove(take("c"));
        backlog.remove(take("a"));
        assertThat(backlog.isEmpty()).isFalse();
        backlog.remove(take("b"));

        assertThat(backlog.isEmpty()).isTrue();
        assertThat(backlog.take()).isEmpty();
        assertThat(backlog.documents()).isZero();
        assertThat(backlog.documentsOnDisk()).isZero();
    }

    @Test
    void keepsOnDiskWhatIsLeftOfARequestThatCameFromThere() {
        offer("a", "b", "c");
        Pending c = take("c");

        backlog.retry(c, new int[] {1, 3});

        assertThat(backlog.documentsOnDisk()).isEqualTo(2);
        assertThat(backlog.documents()).isEqualTo(8);
        take("a");
        assertThat(take("c").bulk().document(1)).contains("\"n\":3");
    }

    @Test
    void triesOthersBeforeARequestIsTriedAgain() {
        offer("a", "b", "c", "d");
        backlog.retry(take("c"), new int[] {0, 1, 2, 3});
        backlog.retry(take("a"), new int[] {0, 1, 2, 3});

        take("d");
        take("b");
        take("c");
        take("a");
        assertThat(backlog.documents() + backlog.documentsOnDisk()).isEqualTo(16);
    }

    @Test
    void givesTheSameRequestNextWhenNothingWasTaken() {
        offer("a", "b");
        backlog.giveBack(take("a"));

        take("a");
        assertThat(backlog.underWay()).isEqualTo(1);
    }

    @Test
    void halvesWhereARequestIs() {
        offer("a", "b", "c");
        backlog.halve(take("c"));
        backlog.halve(take("a"));

        assertThat(backlog.documents()).isEqualTo(8);
        assertThat(backlog.documentsOnDisk()).isEqualTo(4);
        assertThat(inState()).containsExactly("b", "a", "a");
    }

    private void offer(String... texts) {
        for (String text : texts) {
            assertThat(backlog.offer(TestBulks.of(text, 4))).isTrue();
        }
    }

    private Pending take(String expected) {
        Optional<Pending> next = backlog.take();
        assertThat(next.map(Pending::bulk).map(TestBulks::text)).contains(expected);
        return next.orElseThrow();
    }

    private List<String> inState() {
        List<String> texts = new ArrayList<>();
        backlog.inMemory().forEach(bulk -> texts.add(TestBulks.text(bulk)));
        return texts;
    }
}
