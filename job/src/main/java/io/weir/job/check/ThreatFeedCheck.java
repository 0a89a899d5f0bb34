package io.weir.job.check;

import io.weir.operators.enrich.file.LoadReport;
import io.weir.operators.enrich.threat.FeedFile;
import io.weir.operators.enrich.threat.ThreatFeed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Whether a threat feed can be read here, each of its lines is right, and it is not too old. */
record ThreatFeedCheck(ThreatFeed feed, Clock clock) implements Check {

    @Override
    public Finding perform() {
        AtomicReference<Instant> dated = new AtomicReference<>();
        Finding finding =
                new ListFileCheck(
                                "threats.feeds " + feed.name(),
                                Path.of(feed.path()),
                                path -> read(path, dated))
                        .perform();
        boolean tooOld =
                dated.get() != null
                        && feed.maxAge() != null
                        && !dated.get().plus(feed.maxAge()).isAfter(clock.instant());
        return tooOld && !finding.isFailure()
                ? Finding.warning(
                        finding.what(),
                        "is of " + dated.get() + ", too old to count; fetch a new one.")
                : finding;
    }

    private LoadReport read(Path path, AtomicReference<Instant> dated) throws IOException {
        FeedFile file = FeedFile.read(path, feed.column());
        dated.set(file.dated());
        return file.report();
    }
}
