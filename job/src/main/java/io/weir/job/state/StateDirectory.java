package io.weir.job.state;

import io.weir.job.lock.FolderLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder with the checkpoints of a job that is started again and again, for one process at a
 * time.
 *
 * <pre>
 * lock                            held while a job uses the folder
 * 3b1f…/chk-42/_metadata          a checkpoint, in a folder per run
 * savepoint-3b1f…-7cd0/_metadata  of the last stop in order
 * set-aside-20261121T120000Z/     what was there before a fresh start
 * </pre>
 *
 * <p>State is on the heap, so no checkpoint shares a file with another: each can be removed alone.
 */
public final class StateDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);

    private static final String CHECKPOINT_PREFIX = "chk-";
    private static final String SET_ASIDE_PREFIX = "set-aside-";
    private static final DateTimeFormatter SET_ASIDE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path path;
    private final int keep;
    private final FolderLock lock;

    private StateDirectory(Path path, int keep, FolderLock lock) {
        this.path = path;
        this.keep = keep;
        this.lock = lock;
    }

    /**
     * Makes the folder if there is none, and keeps others out until it is closed.
     *
     * @param path is named as {@code state.dir} in messages
     * @param keep how many complete checkpoints stay
     */
    public static StateDirectory open(Path path, int keep) throws StateException {
        try {
            Files.createDirectories(path);
            Optional<FolderLock> lock = FolderLock.tryAcquire(path);
            if (lock.isEmpty()) {
                throw new StateException(inUse(path));
            }
            return new StateDirectory(path, keep, lock.get());
        } catch (IOException e) {
            throw new StateException(
                    String.format(
                            "state.dir: '%s' cannot be written (%s); name a folder that this user"
                                    + " can write.",
                            path, e.getClass().getSimpleName()),
                    e);
        }
    }

    /** Whether a job uses the folder now; changes nothing. */
    public static boolean isInUse(Path path) throws IOException {
        return FolderLock.isHeld(path);
    }

    /** That a job uses the folder, and the cure. */
    public static String inUse(Path path) {
        return String.format(
                "state.dir: '%s' is in use by another weir run (%s); stop that one, or give this"
                        + " one a folder of its own.",
                path, FolderLock.holder(path));
    }

    public Path path() {
        return path;
    }

    /** How many complete checkpoints stay. */
    public int keep() {
        return keep;
    }

    /**
     * The newest complete checkpoint or savepoint.
     *
     * @param onSkipped is told of each that is incomplete or damaged
     * @throws StateException if one is of a form that this version does not know
     */
    public Optional<Checkpoint> newest(Consumer<String> onSkipped) throws StateException {
        return complete(onSkipped).stream().findFirst();
    }

    /** All complete ones, the newest first. */
    private List<Checkpoint> complete(Consumer<String> onSkipped) throws StateException {
        List<Checkpoint> complete = new ArrayList<>();
        try {
            for (Path folder : checkpointFolders()) {
                try {
                    complete.add(Checkpoint.read(folder));
                } catch (DamagedCheckpointException e) {
                    onSkipped.accept(e.getMessage());
                }
            }
        } catch (IOException e) {
            throw new StateException("state.dir: '" + path + "' cannot be read (" + e + ").", e);
        }
        complete.sort(Checkpoint.NEWEST_FIRST);
        return complete;
    }

    private List<Path> checkpointFolders() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Path entry : entries()) {
            if (nameOf(entry).startsWith(Checkpoint.SAVEPOINT_PREFIX)) {
                folders.add(entry);
            } else if (Files.isDirectory(entry)) {
                folders.addAll(list(entry, CHECKPOINT_PREFIX + "*"));
            }
        }
        return folders;
    }

    /** Everything but the lock and what was set aside. */
    private List<Path> entries() throws IOException {
        return list(path, "*").stream()
                .filter(entry -> !nameOf(entry).equals(FolderLock.FILE))
                .filter(entry -> !nameOf(entry).startsWith(SET_ASIDE_PREFIX))
                .toList();
    }

    private static List<Path> list(Path folder, String names) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, names)) {
            stream.forEach(entries::add);
        }
        return entries;
    }

    private static String nameOf(Path entry) {
        return entry.getFileName().toString();
    }

    /**
     * Moves all state out of the way, into a folder beside it.
     *
     * @return the folder; empty if there was no state
     */
    public Optional<Path> setAside(Instant now) throws StateException {
        try {
            List<Path> entries = entries();
            if (entries.isEmpty()) {
                return Optional.empty();
            }
            Path aside = path.resolve(SET_ASIDE_PREFIX + SET_ASIDE_TIME.format(now));
            Files.createDirectories(aside);
            for (Path entry : entries) {
                Files.move(entry, aside.resolve(entry.getFileName()));
            }
            return Optional.of(aside);
        } catch (IOException e) {
            throw new StateException(
                    String.format(
                            "state.dir: the state in '%s' cannot be set aside (%s); grant this"
                                    + " user write access.",
                            path, e),
                    e);
        }
    }

    /**
     * Removes complete checkpoints that newer ones stand for, and what runs left behind that never
     * came to one. What is damaged stays.
     */
    public void removeSuperseded() throws StateException {
        List<Checkpoint> complete = complete(skipped -> {});
        complete.stream().skip(keep).map(Checkpoint::folder).forEach(StateDirectory::delete);
        try {
            for (Path entry : entries()) {
                if (isRunWithoutCheckpoints(entry)) {
                    delete(entry);
                }
            }
        } catch (IOException e) {
            LOG.warn("The folder {} cannot be tidied up: {}", path, e.toString());
        }
    }

    private static boolean isRunWithoutCheckpoints(Path entry) throws IOException {
        return Files.isDirectory(entry)
                && !nameOf(entry).startsWith(Checkpoint.SAVEPOINT_PREFIX)
                && list(entry, CHECKPOINT_PREFIX + "*").isEmpty();
    }

    /**
     * Removes what earlier runs left, but for the checkpoints that are to be kept, once a run has
     * one of its own.
     *
     * @param own the folder of a run, or its savepoint
     */
    public void removeEarlier(Path own) {
        try {
            List<Path> others =
                    new ArrayList<>(
                            entries().stream()
                                    .filter(entry -> !nameOf(entry).equals(nameOf(own)))
                                    .toList());
            List<Path> aside = asideButNewest();
            if (others.isEmpty() && aside.isEmpty()) {
                return;
            }
            List<Checkpoint> complete = complete(skipped -> {});
            if (complete.stream()
                    .noneMatch(checkpoint -> entryOf(checkpoint).endsWith(nameOf(own)))) {
                return;
            }
            Set<Path> kept =
                    complete.stream().limit(keep).map(this::entryOf).collect(Collectors.toSet());
            others.removeAll(kept);
            others.forEach(StateDirectory::delete);
            aside.forEach(StateDirectory::delete);
        } catch (IOException | StateException e) {
            LOG.warn("The folder {} cannot be tidied up: {}", path, e.toString());
        }
    }

    private List<Path> asideButNewest() throws IOException {
        return list(path, SET_ASIDE_PREFIX + "*").stream()
                .sorted(Comparator.<Path>naturalOrder().reversed())
                .skip(1)
                .toList();
    }

    /** The entry of this folder that holds a checkpoint. */
    private Path entryOf(Checkpoint checkpoint) {
        return path.resolve(path.relativize(checkpoint.folder()).getName(0));
    }

    /** Flink removes what it no longer needs at the same time. */
    private static void delete(Path folder) {
        try {
            FileUtils.deleteDirectory(folder.toFile());
            LOG.info("Removed {}: newer checkpoints stand for it.", folder);
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", folder, e.toString());
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock of " + path + " cannot be released.", e);
        }
    }
}
