package io.weir.job.analyze;

import io.weir.job.documents.AlertDocuments;
import io.weir.operators.detect.Alert;
import io.weir.operators.topn.Talker;
import io.weir.operators.topn.TopTalkers;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
                    "%s  %3d  %-22s %s%n",
                    time(alert.openedMillis()),
                    alert.finding().rule().severity(),
                    alert.finding().rule().id(),
                    AlertDocuments.message(alert.finding()));
        }
        for (TopTalkers top : analysis.topTalkers()) {
            print(top, out);
        }
        out.println();
        out.println(analysis.balance().toJson());
    }

    private static void print(TopTalkers top, PrintWriter out) {
        out.printf("%nTOP TALKERS from %s%n", time(top.windowStart()));
        out.printf(
                "%4s  %-39s %15s %12s %9s %7s%n",
                "rank", "source", "bytes", "packets", "flows", "share");
        long all = top.all().bytes();
        int rank = 1;
        for (Talker talker : top.talkers()) {
            print(String.valueOf(rank++), talker.host().toString(), talker, all, out);
        }
        print("", "other", top.other(), all, out);
    }

    private static void print(
            String rank, String name, Talker talker, long allBytes, PrintWriter out) {
        double share = allBytes == 0 ? 0 : 100.0 * talker.bytes() / allBytes;
        out.printf(
                Locale.ROOT,
                "%4s  %-39s %,15d %,12d %,9d %6.1f%%%n",
                rank,
                name,
                talker.bytes(),
                talker.packets(),
                talker.flows(),
                share);
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }
}
