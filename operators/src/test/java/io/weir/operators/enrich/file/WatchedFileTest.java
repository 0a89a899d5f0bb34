package io.weir.operators.enrich.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {

    private static final String END = "end";

    private final FileWatch watch = new FileWatch(Duration.ofMillis(5));
    private final AtomicInteger loads = new AtomicInteger();
    private final FileLoader<Text> loader = this::load;

    @TempDir Path directory;
    private Path path;

    @BeforeEach
    void writeFile() throws IOException {
        path = directory.resolve("data.txt");
        Files.writeString(path, "one " + END);
    }

    @Test
    void readsTheFileOnceForAllLeases() throws IOException {
        try (WatchedFile<Text> first = watch.open(path, loader);
                WatchedFile<Text> second = watch.open(path, loader)) {
            assertThat(first.current()).isSameAs(second.current());
            assertThat(first.current().text()).isEqualTo("one");
            assertThat(loads).hasValue(1);
        }
    }

    @Test
    void readsTheFileOnceWhenSubtasksOpenItAtTheSameTime() throws Exception {
        int subtasks = 8;
        ExecutorService threads = Executors.newFixedThreadPool(subtasks);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<WatchedFile<Text>>> opened = new ArrayList<>();
            for (int i = 0; i < subtasks; i++) {
                opened.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return watch.open(path, loader);
                                }));
            }
            start.countDown();
            for (Future<WatchedFile<Text>> lease : opened) {
                assertThat(lease.get().current().text()).isEqualTo("one");
            }
            assertThat(loads).hasValue(1);
            for (Future<WatchedFile<Text>> lease : opened) {
                lease.get().close();
            }
        } finally {
            threads.shutdownNow();
        }
        assertNothingRemains();
    }

    @Test
    void swapsTheValueWhenTheFileIsReplacedByRename() throws IOException {
        try (WatchedFile<Text> lease = watch.open(path, loader)) {
            replaceBy("two " + END);

            await().until(() -> lease.current().text().equals("two"));
            assertThat(lease.version()).isEqualTo(2);
        }
    }

    @Test
    void swapsTheValueWhenTheFileIsRewrittenInPlace() throws IOException {
        try (WatchedFile<Text> lease = watch.open(path, loader)) {
            Files.writeString(path, "three " + END);

            await().until(() -> lease.current().text().equals("three"));
        }
    }

    @Test
    void readsAHalfWrittenFileAgainWhenItIsWhole() throws IOException {
        try (WatchedFile<Text> lease = watch.open(path, loader)) {
            Files.writeString(path, "four ");
            await().until(() -> lease.failures() > 0);
            assertThat(lease.current().text()).isEqualTo("one");

            Files.writeString(path, END, StandardOpenOption.APPEND);
            await().until(() -> lease.current().text().equals("four"));
        }
    }

    @Test
    void keepsTheLastGoodValueAndTriesABadFileOnce() throws IOException {
        try (WatchedFile<Text> lease = watch.open(path, loader)) {
            replaceBy("wrong");
            await().until(() -> lease.failures() == 1);

            await().during(Duration.ofMillis(50)).until(() -> lease.failures() == 1);
            assertThat(lease.current().text()).isEqualTo("one");
            assertThat(lease.current().closed).isFalse();
        }
    }

    @Test
    void keepsTheLastGoodValueWhenTheFileIsDeleted() throws IOException {
        try (WatchedFile<Text> lease = watch.open(path, loader)) {
            Files.delete(path);
            await().until(() -> lease.failures() == 1);
            assertThat(lease.current().text()).isEqualTo("one");

            Files.writeString(path, "back " + END);
            await().until(() -> lease.current().text().equals("back"));
        }
    }

    @Test
    void letsTheLoaderRefuseWhatTheFileBecame() throws IOException {
        FileLoader<Text> wary =
                new FileLoader<>() {
                    @Override
                    public Text load(Path file) throws IOException {
                        return new Text(Files.readString(file));
                    }

                    @Override
                    public Text reload(Path file, Text previous) throws IOException {
                        Text text = load(file);
                        if (text.text().isEmpty()) {
                            throw new IOException("it is empty now, and had " + previous.text());
                        }
                        return text;
                    }
                };
        try (WatchedFile<Text> lease = watch.open(path, wary)) {
            Files.writeString(path, "");
            await().until(() -> lease.failures() > 0);
            assertThat(lease.current().text()).isEqualTo("one " + END);
        }
    }

    @Test
    void refusesAMissingFileByNameAndLeavesNothing() {
        Path missing = directory.resolve("missing.txt");

        assertThatThrownBy(() -> watch.open(missing, loader))
                .isInstanceOf(IOException.class)
                .hasMessage(missing + " cannot be used: there is no such file.")
                .hasCauseInstanceOf(NoSuchFileException.class);
        assertNothingRemains();
    }

    @Test
    void refusesAWrongFileWithTheReason() throws IOException {
        Files.writeString(path, "wrong");

        assertThatThrownBy(() -> watch.open(path, loader))
                .hasMessage(path + " cannot be used: its end is missing.");
        assertNothingRemains();
    }

    @Test
    void picksUpAnOptionalFileWhenItAppears() throws IOException {
        Path later = directory.resolve("later.txt");
        try (WatchedFile<Text> lease = watch.openOptional(later, loader)) {
            assertThat(lease.current()).isNull();
            assertThat(lease.version()).isZero();

            Files.writeString(later, "here " + END);
            await().until(() -> lease.current() != null);
            assertThat(lease.current().text()).isEqualTo("here");
        }
    }

    @Test
    void closesAValueOnlyWhenNoLeaseHasItAnyMore() throws IOException {
        try (WatchedFile<Text> quick = watch.open(path, loader);
                WatchedFile<Text> slow = watch.open(path, loader)) {
            Text first = slow.current();
            assertThat(quick.current()).isSameAs(first);
            Files.writeString(path, "two " + END);
            await().until(() -> quick.current() != first);
            await().during(Duration.ofMillis(50)).until(() -> !first.closed);

            assertThat(slow.current()).isNotSameAs(first);
            await().until(() -> first.closed);
        }
    }

    @Test
    void neverClosesAValueUnderAReader() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicBoolean done = new AtomicBoolean();
        try (WatchedFile<Text> observer = watch.open(path, loader)) {
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(threads.submit(() -> readUntil(done)));
            }
            for (int i = 1; i <= 30; i++) {
                long version = observer.version();
                Files.writeString(path, "x".repeat(i) + " " + END);
                await().until(() -> observer.version() > version);
            }
            done.set(true);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isZero();
            }
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    @Test
    void leavesNothingAfterTwentyCycles() throws IOException {
        for (int i = 0; i < 20; i++) {
            Text value;
            try (WatchedFile<Text> first = watch.open(path, loader);
                    WatchedFile<Text> second = watch.open(path, loader)) {
                value = first.current();
                assertThat(second.current()).isSameAs(value);
                assertThat(watch.openFiles()).isOne();
            }
            assertThat(value.closed).isTrue();
            assertNothingRemains();
        }
        assertThat(loads).hasValue(20);
    }

    @Test
    void refusesUseAfterClose() throws IOException {
        WatchedFile<Text> lease = watch.open(path, loader);
        assertThat(lease.current()).isNotNull();
        lease.close();
        lease.close();

        assertThatThrownBy(lease::current)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("after it was closed");
    }

    /** By a file of the same time, so that only its identity (and maybe its size) differs. */
    private void replaceBy(String text) throws IOException {
        FileTime before = Files.getLastModifiedTime(path);
        Path next = directory.resolve("next.txt");
        Files.writeString(next, text);
        Files.setLastModifiedTime(next, before);
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private int readUntil(AtomicBoolean done) throws IOException {
        int seenClosed = 0;
        try (WatchedFile<Text> lease = watch.open(path, loader)) {
            while (!done.get()) {
                Text text = lease.current();
                Thread.onSpinWait();
                seenClosed += text.closed ? 1 : 0;
            }
        }
        return seenClosed;
    }

    private void assertNothingRemains() {
        assertThat(watch.openFiles()).isZero();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("weir-file-watch");
    }

    private Text load(Path file) throws IOException {
        loads.incrementAndGet();
        String text = Files.readString(file);
        if (!text.endsWith(END)) {
            throw new IOException("its end is missing");
        }
        return new Text(text.substring(0, text.length() - END.length()).strip());
    }

    private static final class Text implements AutoCloseable {

        private final String text;
        private volatile boolean closed;

        Text(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
