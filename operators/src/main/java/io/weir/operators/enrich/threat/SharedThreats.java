package io.weir.operators.enrich.threat;

import io.weir.operators.enrich.file.FileWatch;
import io.weir.operators.enrich.file.WatchedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table of a process, the files it is made of, and the thread that makes it anew. */
final class SharedThreats implements AutoCloseable {

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(SharedThreats.class);

    private final ThreatSettings settings;
    private final Clock clock;
    private final Duration interval;
    private final List<WatchedFile<FeedFile>> feeds = new ArrayList<>();
    private WatchedFile<AllowFile> allowed;
    private volatile ThreatTable table;
    private long versions;
    private Thread thread;
    private int leases;

    private SharedThreats(ThreatSettings settings, Clock clock, Duration interval) {
        this.settings = settings;
        this.clock = clock;
        this.interval = interval;
    }

    static SharedThreats open(
            ThreatSettings settings, FileWatch watch, Clock clock, Duration interval)
            throws IOException {
        SharedThreats threats = new SharedThreats(settings, clock, interval);
        try {
            threats.openFiles(watch);
            threats.refresh();
            threats.start();
            return threats;
        } catch (IOException | RuntimeException | Error e) {
            threats.close();
            throw e;
        }
    }

    /** One more has it. Whoever shares this out does so under a lock. */
    void lease() {
        leases++;
    }

    /** One less has it. True if nobody has it any more. */
    boolean release() {
        leases--;
        return leases == 0;
    }

    ThreatTable current() {
        return table;
    }

    private void openFiles(FileWatch watch) throws IOException {
        for (ThreatFeed feed : settings.feeds()) {
            feeds.add(watch.open(Path.of(feed.path()), new FeedLoader(feed.column())));
        }
        if (settings.allow() != null) {
            allowed = watch.open(Path.of(settings.allow()), AllowFile.LOADER);
        }
    }

    private void start() {
        thread = new Thread(this::watch, "weir-threats");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(interval.toMillis());
                try {
                    refresh();
                } catch (RuntimeException | OutOfMemoryError e) {
                    LOG.warn("Threat feeds could not be merged; the last table stays in use.", e);
                }
            }
        } catch (InterruptedException e) {
            // The last lease is gone, and with it the reason for this thread.
        }
    }

    /** Makes a new table if there is reason to. */
    private void refresh() {
        long newest = newestVersions();
        ThreatTable before = table;
        if (before != null && newest == versions && clock.instant().isBefore(before.nextExpiry())) {
            return;
        }
        versions = newest; // before the merge: a file that changes meanwhile is taken next time
        table = merge();
        for (String feed : table.expired()) {
            if (before == null || !before.expired().contains(feed)) {
                LOG.warn(
                        "The threat feed {} is too old and no longer counts; fetch a new one, or"
                                + " raise its max-age.",
                        feed);
            }
        }
    }

    /** Each only grows, and so does their sum with each change. */
    private long newestVersions() {
        return feeds.stream().mapToLong(WatchedFile::version).sum()
                + (allowed == null ? 0 : allowed.version());
    }

    private ThreatTable merge() {
        List<ThreatTable.Loaded> loaded = new ArrayList<>();
        for (int i = 0; i < feeds.size(); i++) {
            loaded.add(new ThreatTable.Loaded(settings.feeds().get(i), feeds.get(i).current()));
        }
        return ThreatTable.merge(
                loaded, allowed == null ? null : allowed.current(), clock.instant());
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(LONGEST_GOODBYE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        feeds.forEach(WatchedFile::close);
        if (allowed != null) {
            allowed.close();
        }
    }
}
