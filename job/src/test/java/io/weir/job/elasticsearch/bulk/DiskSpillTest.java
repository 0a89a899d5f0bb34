package io.weir.job.elasticsearch.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.weir.job.lock.FolderLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpillTest {

    private static final long MUCH = 1 << 20;

    @TempDir private Path folder;

    private final CountingGroup metrics = new CountingGroup();
    private final SettableClock clock = new SettableClock();

    @Test
    void givesWhatItTookInOrder() {
        try (DiskSpill spill = open(MUCH)) {
            assertThat(spill.offer(TestBulks.of("a", 3))).isTrue();
            assertThat(spill.offer(TestBulks.of("b", 2))).isTrue();
            clock.advance(5);
            assertThat(spill.offer(TestBulks.of("c", 1))).isTrue();

            assertThat(spill.documents()).isEqualTo(6);
            assertThat(spill.bytes()).isEqualTo(bytesOnDisk());
            assertThat(texts(spill)).containsExactly("a", "b", "c");
            assertThat(spill.isExhausted()).isTrue();
            assertThat(metrics.count(SinkMetric.DOCUMENTS_SPILLED)).isEqualTo(6);
            assertThat(metrics.count(SinkMetric.DOCUMENTS_READ_BACK)).isEqualTo(6);
        }
    }

    @Test
    void hasEachUntilItIsRemoved() {
        try (DiskSpill spill = open(MUCH)) {
            spill.offer(TestBulks.of("a", 3));
            SpillFile given = spill.next().orElseThrow().file().orElseThrow();
            assertThat(given.path()).exists();
            assertThat(spill.documents()).isEqualTo(3);

            spill.remove(given);

            assertThat(given.path()).doesNotExist();
            assertThat(spill.documents()).isZero();
            assertThat(spill.bytes()).isZero();
        }
    }

    @Test
    void refusesWhatIsOverItsBoundAndTakesAgainWhenThereIsRoom() {
        Bulk bulk = TestBulks.of("a", 10);
        long length = SpillFormat.length(bulk);
        try (DiskSpill spill = open(2 * length)) {
            assertThat(spill.offer(bulk)).isTrue();
            assertThat(spill.offer(bulk)).isTrue();
            assertThat(spill.offer(bulk)).isFalse();
            assertThat(bytesOnDisk()).isEqualTo(2 * length);

            spill.remove(spill.next().orElseThrow().file().orElseThrow());

            assertThat(spill.offer(bulk)).isTrue();
        }
    }

    @Test
    void leavesFreeWhatIsForOthers() throws IOException {
        long usable = Files.getFileStore(folder).getUsableSpace();
        try (DiskSpill spill = open(new SpillLimits(folder.toString(), MUCH, 2 * usable))) {
            assertThat(spill.offer(TestBulks.of("a", 1))).isFalse();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void leavesToTheNextWhatIsNotDoneWith() {
        try (DiskSpill spill = open(MUCH)) {
            spill.offer(TestBulks.of("done", 1));
            spill.offer(TestBulks.of("given", 2));
            spill.offer(TestBulks.of("waits", 3));
            spill.remove(spill.next().orElseThrow().file().orElseThrow());
            assertThat(spill.next()).isPresent();
        }
        try (DiskSpill next = open(MUCH)) {
            assertThat(next.documents()).isEqualTo(5);
            assertThat(metrics.count(SinkMetric.DOCUMENTS_FOUND_ON_DISK)).isEqualTo(5);
            next.offer(TestBulks.of("new", 1));
            assertThat(texts(next)).containsExactly("given", "waits", "new");
        }
    }

    @Test
    void countsWhatItFindsToItsBound() {
        Bulk bulk = TestBulks.of("a", 10);
        try (DiskSpill spill = open(MUCH)) {
            spill.offer(bulk);
        }
        try (DiskSpill next = open(SpillFormat.length(bulk))) {
            assertThat(next.offer(bulk)).isFalse();
        }
    }

    @Test
    void leavesAloneWhatAnotherHolds() {
        try (DiskSpill first = open(MUCH)) {
            first.offer(TestBulks.of("first", 1));
            try (DiskSpill second = open(MUCH)) {
                assertThat(second.isExhausted()).isTrue();
                second.offer(TestBulks.of("second", 1));
                assertThat(texts(second)).containsExactly("second");
            }
            assertThat(texts(first)).containsExactly("first");
        }
        try (DiskSpill third = open(MUCH)) {
            assertThat(texts(third)).containsExactlyInAnyOrder("first", "second");
        }
    }

    /** As after a restart with fewer or more subtasks. */
    @Test
    void findsEachOnceWhenManyStartAtOnce() throws Exception {
        List<DiskSpill> before = IntStream.range(0, 8).mapToObj(i -> open(MUCH)).toList();
        for (int i = 0; i < before.size(); i++) {
            before.get(i).offer(TestBulks.of("w" + i, 1));
        }
        before.forEach(DiskSpill::close);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<DiskSpill> after = new ArrayList<>();
        try {
            List<Callable<DiskSpill>> starts =
                    IntStream.range(0, 4).<Callable<DiskSpill>>mapToObj(i -> this::open).toList();
            for (Future<DiskSpill> start : threads.invokeAll(starts)) {
                after.add(start.get());
            }
            assertThat(after.stream().flatMap(spill -> texts(spill).stream()))
                    .containsExactlyInAnyOrder("w0", "w1", "w2", "w3", "w4", "w5", "w6", "w7");
        } finally {
            threads.shutdownNow();
            after.forEach(DiskSpill::close);
        }
    }

    private DiskSpill open() {
        return open(MUCH);
    }

    @Test
    void leavesNoFolderWithoutFiles() throws IOException {
        try (DiskSpill spill = open(MUCH)) {
            spill.offer(TestBulks.of("a", 1));
            spill.remove(spill.next().orElseThrow().file().orElseThrow());
        }
        Path ofCrashed = Files.createDirectories(folder.resolve("flows/crashed"));
        Files.createFile(ofCrashed.resolve(FolderLock.FILE));

        open(MUCH).close();

        assertThat(folder.resolve("flows")).isEmptyDirectory();
    }

    @Test
    void countsADamagedFileAsLostAndGoesOn() throws IOException {
        try (DiskSpill spill = open(MUCH)) {
            spill.offer(TestBulks.of("damaged", 7));
            spill.offer(TestBulks.of("sound", 1));
            Path damaged = files().get(0);
            byte[] octets = Files.readAllBytes(damaged);
            octets[octets.length / 2] ^= 4;
            Files.write(damaged, octets);

            assertThat(texts(spill)).containsExactly("sound");
            assertThat(metrics.count(SinkMetric.DOCUMENTS_LOST_ON_DISK)).isEqualTo(7);
            assertThat(spill.documents()).isEqualTo(1);
            assertThat(damaged).doesNotExist();
        }
    }

    @Test
    void countsAHalfWrittenFileAsLost() throws IOException {
        try (DiskSpill spill = open(MUCH)) {
            spill.offer(TestBulks.of("half", 7));
        }
        Path file = files().get(0);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.move(file, part);

        try (DiskSpill next = open(MUCH)) {
            assertThat(next.next()).isEmpty();
            assertThat(metrics.count(SinkMetric.DOCUMENTS_LOST_ON_DISK)).isEqualTo(7);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void leavesAFileThatItCannotReadWhereItIs() throws IOException {
        try (DiskSpill spill = open(MUCH)) {
            spill.offer(TestBulks.of("a", 7));
        }
        Path file = files().get(0);
        Files.delete(file);
        Files.createDirectory(file);

        try (DiskSpill next = open(MUCH)) {
            assertThat(next.next()).isEmpty();
            assertThat(metrics.count(SinkMetric.DOCUMENTS_LOST_ON_DISK)).isEqualTo(7);
        }
        assertThat(file).exists();
    }

    @Test
    void refusesForAWhileWhenTheDiskFails() throws IOException {
        Path notYet = folder.resolve("flows");
        try (DiskSpill spill = open(MUCH)) {
            Files.delete(notYet);
            Files.createFile(notYet);
            assertThat(spill.offer(TestBulks.of("a", 1))).isFalse();
            Files.delete(notYet);
            assertThat(spill.offer(TestBulks.of("b", 1))).isFalse();
            clock.advance(10_000);
            assertThat(spill.offer(TestBulks.of("c", 1))).isTrue();
            assertThat(texts(spill)).containsExactly("c");
        }
    }

    @Test
    void goesOnWhenSomebodyDeletesItsFolder() throws IOException {
        try (DiskSpill spill = open(MUCH)) {
            spill.offer(TestBulks.of("deleted", 3));
            for (Path file : List.of(files().get(0), files().get(0).resolveSibling("lock"))) {
                Files.delete(file);
            }
            Files.delete(SpillFolder.all(folder.resolve("flows")).get(0));

            assertThat(spill.offer(TestBulks.of("new", 1))).isTrue();
            assertThat(texts(spill)).containsExactly("new");
            assertThat(metrics.count(SinkMetric.DOCUMENTS_LOST_ON_DISK)).isEqualTo(3);
            assertThat(spill.documents()).isEqualTo(1);
        }
    }

    @Test
    void openingOnADiskThatFailsRefusesInsteadOfFailing() throws IOException {
        Files.createFile(folder.resolve("flows"));

        try (DiskSpill spill = open(MUCH)) {
            assertThat(spill.offer(TestBulks.of("a", 1))).isFalse();
            assertThat(spill.next()).isEmpty();
        }
    }

    /** Needs the right to mount. */
    @Test
    void refusesWhenTheDiskIsFullAndLeavesNothingHalf() throws Exception {
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=256k", "weir", folder.toString()))
                .as("a file system of 256 KiB can be mounted")
                .isZero();
        try {
            Bulk bulk = TestBulks.of("x".repeat(50_000), 2);
            int taken = 0;
            try (DiskSpill spill = open(MUCH)) {
                while (spill.offer(bulk)) {
                    taken++;
                }
                assertThat(taken).isEqualTo(2);
                assertThat(files()).hasSize(2);
                assertThat(texts(spill)).hasSize(2);
            }
        } finally {
            run("umount", folder.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void findsAllThatAKilledProcessHadPutThere() throws Exception {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Spilling.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        int put = 0;
        try (BufferedReader told = process.inputReader(StandardCharsets.US_ASCII)) {
            while (put < 50) {
                put = Integer.parseInt(told.readLine());
            }
            try (DiskSpill meanwhile = open(1 << 30)) {
                assertThat(meanwhile.documents()).as("the process holds its folder").isZero();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        try (DiskSpill next = open(1 << 30)) {
            List<String> texts = texts(next);
            assertThat(texts).hasSizeGreaterThanOrEqualTo(put);
            assertThat(texts)
                    .isEqualTo(IntStream.range(0, texts.size()).mapToObj(String::valueOf).toList());
            assertThat(metrics.count(SinkMetric.DOCUMENTS_LOST_ON_DISK))
                    .as("at most the file that was being written")
                    .isLessThanOrEqualTo(Spilling.DOCUMENTS);
        }
    }

    /** A process that puts requests to disk until it is killed. */
    static final class Spilling {

        static final int DOCUMENTS = 1_000;

        private Spilling() {}

        public static void main(String[] args) {
            DiskSpill spill =
                    DiskSpill.open(
                            "flows",
                            new SpillLimits(args[0], 1 << 30, 0),
                            Clock.systemUTC(),
                            new SinkCounters(new CountingGroup()));
            for (int i = 0; spill.offer(TestBulks.of(String.valueOf(i), DOCUMENTS)); i++) {
                System.out.println(i + 1);
            }
        }
    }

    @Test
    void hasPartsInPlaceOfTheWhole() {
        try (DiskSpill spill = open(MUCH)) {
            spill.offer(TestBulks.of("whole", 4));
            spill.offer(TestBulks.of("other", 1));
            Pending whole = spill.next().orElseThrow();
            List<Bulk> parts = List.of(whole.bulk().part(0, 2), whole.bulk().part(2, 4));

            assertThat(spill.replace(whole.file().orElseThrow(), parts)).isEmpty();

            assertThat(spill.documents()).isEqualTo(5);
            assertThat(files()).hasSize(3);
            assertThat(texts(spill)).containsExactly("other", "whole", "whole");
        }
    }

    @Test
    void givesAgainBehindOthersWhatIsGivenBack() {
        try (DiskSpill spill = open(MUCH)) {
            spill.offer(TestBulks.of("a", 1));
            spill.offer(TestBulks.of("b", 1));
            spill.giveBack(spill.next().orElseThrow().file().orElseThrow());

            assertThat(texts(spill)).containsExactly("b", "a");
        }
    }

    private DiskSpill open(long bytes) {
        return open(new SpillLimits(folder.toString(), bytes, 0));
    }

    private DiskSpill open(SpillLimits limits) {
        return DiskSpill.open("flows", limits, clock, new SinkCounters(metrics));
    }

    private static List<String> texts(DiskSpill spill) {
        List<String> texts = new ArrayList<>();
        for (Optional<Pending> next = spill.next(); next.isPresent(); next = spill.next()) {
            texts.add(TestBulks.text(next.get().bulk()));
        }
        return texts;
    }

    private long bytesOnDisk() {
        return files().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    /** But locks; the oldest first. */
    private List<Path> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(FolderLock.FILE))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class SettableClock extends Clock {

        private long millis = 1_795_262_400_000L;

        void advance(long by) {
            millis += by;
        }

        @Override
        public long millis() {
            return millis;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
