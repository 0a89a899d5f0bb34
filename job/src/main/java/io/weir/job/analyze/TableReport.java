package io.weir.job.analyze;

import io.weir.job.documents.AlertDocuments;
import io.weir.job.documents.TopNDocuments;
import io.weir.operators.detect.Alert;
import io.weir.operators.traffic.TopEntry;
import io.weir.operators.traffic.TopN;
import io.weir.operators.traffic.Traffic;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Tables for people. */
public final class TableReport implements AnalysisReport {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    @Override
    public void print(Analysis analysis, PrintWriter out) {
        out.println("ALERTS (" + analysis.alerts().size() + ", times in UTC)");
        for (Alert alert : analysis.alerts()) {
            out.printf(
                    Locale.ROOT,
                    "%s  %3d  %-29s  %s%s%n",
                    time(alert.openedMillis()),
                    alert.finding().rule().severity(),
                    alert.finding().rule().id(),
                    AlertDocuments.message(alert.finding()),
                    alert.isDryRun() ? " (dry run)" : "");
        }
        longest(analysis.topN()).forEach(top -> print(top, out));
        out.println();
        out.println(analysis.balance().toJson());
    }

    /** Those of hours, if there are any, else those of minutes: a page, not a book. */
    private static List<TopN> longest(List<TopN> tops) {
        long longest = tops.stream().mapToLong(TableReport::length).max().orElse(0);
        return tops.stream().filter(top -> length(top) == longest).toList();
    }

    private static long length(TopN top) {
        return top.windowEnd() - top.windowStart();
    }

    private static void print(TopN top, PrintWriter out) {
        out.printf(
                "%nTOP %s, %s to %s%n",
                top.dimension().label().toUpperCase(Locale.ROOT),
                time(top.windowStart()),
                time(top.windowEnd()));
        out.printf(
                "%4s  %-39s %15s %12s %9s %7s%n",
                "rank", "key", "bytes", "packets", "flows", "share");
        long all = top.all().bytes();
        int rank = 1;
        for (TopEntry entry : top.entries()) {
            print(
                    String.valueOf(rank++),
                    TopNDocuments.name(top.dimension(), entry.key()),
                    entry.traffic(),
                    all,
                    out);
        }
        print("", "other", top.other(), all, out);
        if (top.threshold() > 0) {
            out.printf(
                    Locale.ROOT,
                    "There were more than topn.keys: others may have had up to %,d %s.%n",
                    top.threshold(),
                    top.metric().name().toLowerCase(Locale.ROOT));
        }
    }

    private static void print(
            String rank, String name, Traffic traffic, long allBytes, PrintWriter out) {
        double share = allBytes == 0 ? 0 : 100.0 * traffic.bytes() / allBytes;
        out.printf(
                Locale.ROOT,
                "%4s  %-39s %,15d %,12d %,9d %6.1f%%%n",
                rank,
                name,
                traffic.bytes(),
                traffic.packets(),
                traffic.flows(),
                share);
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }
}
