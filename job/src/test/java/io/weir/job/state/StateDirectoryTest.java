package io.weir.job.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeOffsets;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.filesystem.RelativeFileStateHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final int STATE_BYTES = 100;
    private static final String STATE_FILE = "state";
    private static final OperatorID DECODE = new OperatorID(1, 2);

    private final List<String> skipped = new ArrayList<>();

    @TempDir private Path folder;

    private Path path;
    private StateDirectory directory;

    @BeforeEach
    void open() throws StateException {
        path = folder.resolve("a router's").resolve("100% state");
        directory = StateDirectory.open(path, 2);
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void hasNothingAtFirst() throws Exception {
        assertThat(directory.newest(skipped::add)).isEmpty();
        assertThat(directory.setAside(NOON)).isEmpty();
        assertThat(skipped).isEmpty();
    }

    @Test
    void letsNobodyElseInUntilItIsClosed() throws Exception {
        assertThatThrownBy(() -> StateDirectory.open(path, 2))
                .isInstanceOf(StateException.class)
                .hasMessage(
                        "state.dir: '%s' is in use by another weir run (process %d); stop that one,"
                                + " or give this one a folder of its own.",
                        path, ProcessHandle.current().pid());
        assertThat(StateDirectory.isInUse(path)).isTrue();

        directory.close();

        assertThat(StateDirectory.isInUse(path)).isFalse();
        StateDirectory.open(path, 2).close();
    }

    @Test
    void namesTheKeyAndTheCureWhereItCannotWrite() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> StateDirectory.open(file.resolve("state"), 2))
                .isInstanceOf(StateException.class)
                .hasMessageStartingWith("state.dir: '" + file.resolve("state") + "' cannot be")
                .hasMessageEndingWith("name a folder that this user can write.");
    }

    /** Of whatever job and whenever: a clock without a battery may go backwards. */
    @Test
    void findsTheNewestByItsNumber() throws Exception {
        write("aa/chk-41", 41, NOON.plusSeconds(60));
        write("savepoint-bb-1", 43, NOON);
        write("bb/chk-42", 42, NOON.plusSeconds(30));

        Checkpoint newest = directory.newest(skipped::add).orElseThrow();

        assertThat(newest.folder()).isEqualTo(path.resolve("savepoint-bb-1"));
        assertThat(newest.isSavepoint()).isTrue();
        assertThat(newest).hasToString("savepoint 43 of 2026-11-21T12:00:00Z");
        assertThat(newest.maxParallelism()).isEqualTo(128);
        assertThat(newest.stateBytes()).isEqualTo(Map.of(DECODE, (long) STATE_BYTES));
        assertThat(newest.stateOfOthers(Set.of(DECODE))).isEmpty();
        assertThat(newest.stateOfOthers(Set.of())).containsOnlyKeys(DECODE);
        assertThat(skipped).isEmpty();
    }

    @Test
    void ofTheSameNumberTheLaterIsTheNewest() throws Exception {
        write("aa/chk-42", 42, NOON);
        write("bb/chk-42", 42, NOON.plusSeconds(1));

        assertThat(directory.newest(skipped::add).orElseThrow().folder())
                .isEqualTo(path.resolve("bb/chk-42"));
    }

    @Test
    void takesAnOlderOneWhereTheNewestAreIncompleteOrDamaged() throws Exception {
        Path good = write("aa/chk-41", 41, NOON);
        Path cut = write("aa/chk-42", 42, NOON);
        Files.write(cut.resolve(STATE_FILE), new byte[STATE_BYTES - 1]);
        Path withoutState = write("aa/chk-43", 43, NOON);
        Files.delete(withoutState.resolve(STATE_FILE));
        Path unreadable = write("aa/chk-44", 44, NOON);
        Files.write(unreadable.resolve(Checkpoint.METADATA), new byte[] {1, 2, 3});
        Files.createDirectory(path.resolve("aa/chk-45"));

        assertThat(directory.newest(skipped::add).map(Checkpoint::folder)).contains(good);
        assertThat(skipped)
                .hasSize(4)
                .contains(path.resolve("aa/chk-45") + " was not finished")
                .contains(cut + " is damaged: state has 99 bytes, not 100")
                .contains(withoutState + " is damaged: state cannot be read")
                .anyMatch(reason -> reason.startsWith(unreadable + " cannot be read ("));
    }

    /** To go on without it would be to lose what a newer version can read. */
    @Test
    void refusesWhatANewerVersionWrote() throws Exception {
        Path newer = write("aa/chk-1", 1, NOON);
        byte[] metadata = Files.readAllBytes(newer.resolve(Checkpoint.METADATA));
        metadata[7] = 99; // behind the magic number of four bytes
        Files.write(newer.resolve(Checkpoint.METADATA), metadata);

        assertThatThrownBy(() -> directory.newest(skipped::add))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("was written by a newer version")
                .hasMessageContaining("--fresh");
    }

    @Test
    void refusesAnotherMaxParallelism() throws Exception {
        write("aa/chk-1", 1, NOON);
        Checkpoint checkpoint = directory.newest(skipped::add).orElseThrow();

        checkpoint.requireMaxParallelism(128);
        assertThatThrownBy(() -> checkpoint.requireMaxParallelism(256))
                .isInstanceOf(StateException.class)
                .hasMessage(
                        "pipeline.max-parallelism: '256' does not fit the state in %s, which was"
                                + " written with 128; set that, or start anew with --fresh.",
                        path.resolve("aa/chk-1"));
    }

    @Test
    void goesOnAfterTheFolderWasMoved() throws Exception {
        write("aa/chk-1", 1, NOON);
        directory.close();
        Path moved = Files.move(path, folder.resolve("elsewhere"));

        try (StateDirectory elsewhere = StateDirectory.open(moved, 2)) {
            assertThat(elsewhere.newest(skipped::add)).isPresent();
        }
    }

    @Test
    void keepsAllThatWasThereBeforeAFreshStart() throws Exception {
        write("aa/chk-1", 1, NOON);
        write("savepoint-aa-1", 2, NOON);

        Path aside = directory.setAside(NOON).orElseThrow();

        assertThat(aside).isEqualTo(path.resolve("set-aside-20261121T120000Z"));
        assertThat(aside.resolve("aa/chk-1/" + STATE_FILE)).exists();
        assertThat(aside.resolve("savepoint-aa-1")).exists();
        assertThat(directory.newest(skipped::add)).isEmpty();
        assertThat(StateDirectory.isInUse(path)).isTrue();
    }

    @Test
    void removesWhatEarlierRunsLeftOnceARunHasItsOwn() throws Exception {
        write("aa/chk-1", 1, NOON);
        write("aa/chk-2", 2, NOON);
        directory.setAside(NOON);
        write("bb/chk-1", 1, NOON);
        directory.setAside(NOON.plusSeconds(1));
        write("cc/chk-1", 1, NOON);
        Files.createDirectories(path.resolve("dd/shared"));

        directory.removeEarlier(path.resolve("dd"));
        assertThat(entries()).as("nothing of its own yet").hasSize(5);

        write("dd/chk-2", 2, NOON);
        directory.removeEarlier(path.resolve("dd"));
        assertThat(entries())
                .as("two are kept, and what was set aside last")
                .containsExactlyInAnyOrder("lock", "cc", "dd", "set-aside-20261121T120001Z");

        write("dd/chk-3", 3, NOON);
        directory.removeEarlier(path.resolve("dd"));
        assertThat(entries()).containsExactlyInAnyOrder("lock", "dd", "set-aside-20261121T120001Z");
    }

    /** Each of many runs that die young leaves something. */
    @Test
    void removesWhatIsSupersededAndKeepsWhatIsDamaged() throws Exception {
        for (int run = 1; run <= 4; run++) {
            write("run" + run + "/chk-" + run, run, NOON);
        }
        Files.createDirectories(path.resolve("run5/shared"));
        Files.createDirectories(path.resolve("run6/chk-6"));

        directory.removeSuperseded();
        directory.removeSuperseded();

        assertThat(entries()).containsExactlyInAnyOrder("lock", "run3", "run4", "run6");
    }

    @Test
    void tellsAgesInWords() throws Exception {
        write("aa/chk-1", 1, NOON);
        Checkpoint checkpoint = directory.newest(skipped::add).orElseThrow();

        assertThat(checkpoint.age(NOON.minusSeconds(5))).isEqualTo("0 s");
        assertThat(checkpoint.age(NOON.plusSeconds(59))).isEqualTo("59 s");
        assertThat(checkpoint.age(NOON.plusSeconds(3 * 60 + 59))).isEqualTo("3 min");
        assertThat(checkpoint.age(NOON.plusSeconds(47 * 3600))).isEqualTo("47 h");
        assertThat(checkpoint.age(NOON.plusSeconds(49 * 3600))).isEqualTo("2 d");
    }

    private Path write(String name, long id, Instant completed) throws IOException {
        Path checkpoint = Files.createDirectories(path.resolve(name));
        Files.write(checkpoint.resolve(STATE_FILE), new byte[STATE_BYTES]);
        OperatorState decode = new OperatorState(DECODE, 1, 128);
        decode.putState(
                0,
                OperatorSubtaskState.builder()
                        .setManagedKeyedState(
                                new KeyGroupsStateHandle(
                                        new KeyGroupRangeOffsets(KeyGroupRange.of(0, 127)),
                                        new RelativeFileStateHandle(
                                                new org.apache.flink.core.fs.Path(
                                                        checkpoint.resolve(STATE_FILE).toUri()),
                                                STATE_FILE,
                                                STATE_BYTES)))
                        .build());
        Path metadata = checkpoint.resolve(Checkpoint.METADATA);
        try (OutputStream out = Files.newOutputStream(metadata)) {
            Checkpoints.storeCheckpointMetadata(
                    new CheckpointMetadata(id, List.of(decode), List.of()), out);
        }
        Files.setLastModifiedTime(metadata, FileTime.from(completed));
        return checkpoint;
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }
}
