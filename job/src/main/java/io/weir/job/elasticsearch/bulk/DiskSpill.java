package io.weir.job.elasticsearch.bulk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Requests on a local disk, a file each. They outlive the process: who opens the stream's folder
 * next has what nobody else holds. Whatever the disk does costs documents at worst, which are
 * counted, never the job.
 *
 * <p>Files are written and read by the caller's thread: each is as large as a bulk request, is
 * written in one go, and is not forced to the disk.
 */
final class DiskSpill implements Spill {

    /** A disk that failed is left alone for so long. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Path stream;
    private final SpillLimits limits;
    private final Clock clock;
    private final SinkCounters counters;
    private final SpillLog log;

    /** All that are held; the first is written to. */
    private final List<SpillFolder> folders = new ArrayList<>();

    private final Deque<SpillFile> notGiven = new ArrayDeque<>();
    private long documents;
    private long bytes;
    private int written;
    private long pauseEndsMillis;

    private DiskSpill(
            Path stream, SpillLimits limits, Clock clock, SinkCounters counters, SpillLog log) {
        this.stream = stream;
        this.limits = limits;
        this.clock = clock;
        this.counters = counters;
        this.log = log;
    }

    /**
     * Takes over what writers of the stream left that are no more.
     *
     * @param stream names the folder
     */
    static DiskSpill open(String stream, SpillLimits limits, Clock clock, SinkCounters counters) {
        Path folder = Path.of(limits.directory()).resolve(stream);
        DiskSpill spill =
                new DiskSpill(folder, limits, clock, counters, new SpillLog(stream, clock));
        spill.takeOver();
        return spill;
    }

    private void takeOver() {
        List<SpillFile> found = new ArrayList<>();
        try {
            Files.createDirectories(stream);
            for (Path folder : SpillFolder.all(stream)) {
                found.addAll(takeOver(folder));
            }
        } catch (IOException e) {
            log.unreadable(stream, e);
        }
        found.sort(SpillFile.BY_AGE);
        found.forEach(this::add);
        if (!found.isEmpty()) {
            counters.foundOnDisk(documents);
            log.found(stream, documents, bytes);
        }
    }

    private List<SpillFile> takeOver(Path path) {
        try {
            Optional<SpillFolder> folder = SpillFolder.takeOver(path);
            folder.ifPresent(folders::add);
            return folder.isPresent() ? folder.get().files() : List.of();
        } catch (IOException e) {
            log.unreadable(path, e);
            return List.of();
        }
    }

    @Override
    public boolean offer(Bulk bulk) {
        long length = SpillFormat.length(bulk);
        if (bytes + length > limits.bytes() || clock.millis() < pauseEndsMillis) {
            return false;
        }
        try {
            long usable = folder().usableBytes();
            if (usable - length < limits.bytesLeftFree()) {
                log.full(stream, usable);
                return false;
            }
            add(write(bulk));
            counters.spilled(bulk.items());
            return true;
        } catch (IOException e) {
            pause(e);
            return false;
        }
    }

    private SpillFolder folder() throws IOException {
        if (!folders.isEmpty() && Files.notExists(folders.get(0).path())) {
            folders.remove(0).close(); // an operator made room
        }
        if (folders.isEmpty()) {
            folders.add(SpillFolder.create(stream));
        }
        return folders.get(0);
    }

    private SpillFile write(Bulk bulk) throws IOException {
        return SpillFile.write(folder().path(), clock.millis(), written++, bulk);
    }

    private void pause(IOException failure) {
        log.failed(stream, failure);
        pauseEndsMillis = clock.millis() + PAUSE.toMillis();
    }

    private void add(SpillFile file) {
        notGiven.addLast(file);
        documents += file.documents();
        bytes += file.bytes();
    }

    @Override
    public Optional<Pending> next() {
        for (SpillFile file = notGiven.poll(); file != null; file = notGiven.poll()) {
            try {
                Bulk bulk = file.read();
                counters.readBack(bulk.items());
                return Optional.of(Pending.onDisk(bulk, file));
            } catch (DamagedSpillException e) {
                lose(file, e);
                delete(file);
            } catch (IOException e) {
                lose(file, e);
            }
        }
        return Optional.empty();
    }

    private void lose(SpillFile file, IOException problem) {
        forget(file);
        counters.lostOnDisk(file.documents());
        log.lost(file, problem);
    }

    private void forget(SpillFile file) {
        documents -= file.documents();
        bytes -= file.bytes();
    }

    private void delete(SpillFile file) {
        try {
            Files.deleteIfExists(file.path());
        } catch (IOException e) {
            log.notDeleted(file, e);
        }
    }

    @Override
    public boolean isExhausted() {
        return notGiven.isEmpty();
    }

    @Override
    public void giveBack(SpillFile file) {
        notGiven.addLast(file);
    }

    @Override
    public List<Bulk> replace(SpillFile file, List<Bulk> parts) {
        List<Bulk> notWritten = new ArrayList<>();
        for (Bulk part : parts) {
            try {
                add(write(part));
            } catch (IOException e) {
                pause(e);
                notWritten.add(part);
            }
        }
        remove(file);
        return notWritten;
    }

    @Override
    public void remove(SpillFile file) {
        forget(file);
        delete(file);
    }

    @Override
    public long documents() {
        return documents;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        for (SpillFolder folder : folders) {
            try {
                folder.close();
            } catch (IOException e) {
                log.unreadable(folder.path(), e);
            }
        }
    }
}
