package io.weir.job.cli;

import io.weir.codec.Malformation;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionListener;
import io.weir.job.capture.CaptureStatistics;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** What was found in one file beside its flows. */
final class DecodeSummary implements SessionListener {

    private final Map<Malformation, Long> malformed = new EnumMap<>(Malformation.class);
    private long datagrams;
    private long flows;
    private final Map<SessionCounter, Long> counts = new EnumMap<>(SessionCounter.class);

    void beginDatagram() {
        datagrams++;
    }

    void flows(int moreFlows) {
        flows += moreFlows;
    }

    String describe(Path file, CaptureStatistics capture) {
        StringJoiner text = new StringJoiner(", ", file + ": ", ".");
        text.add(datagrams + " datagrams");
        text.add(flows + " flows");
        text.add(count(SessionCounter.OPTIONS_RECORDS) + " options records");
        if (count(SessionCounter.COUNTER_SAMPLES) > 0) {
            text.add(count(SessionCounter.COUNTER_SAMPLES) + " counter samples");
        }
        text.add(
                count(SessionCounter.TEMPLATES_ADDED)
                        + count(SessionCounter.TEMPLATES_REDEFINED)
                        + " templates");
        text.add(count(SessionCounter.SETS_WITHOUT_TEMPLATE) + " sets without template");
        if (count(SessionCounter.SETS_WITHOUT_TEMPLATE) > 0) {
            text.add(waitingSets());
        }
        text.add("malformed: " + (malformed.isEmpty() ? "none" : reasons()));
        capture.skipped()
                .forEach((reason, count) -> text.add(count + " packets skipped: " + reason));
        capture.cutAt().ifPresent(offset -> text.add("the file is cut at byte " + offset));
        return text.toString();
    }

    /** What became of the sets that came before their template. */
    private String waitingSets() {
        long decoded = count(SessionCounter.WAITING_SETS_DECODED);
        long malformedLater = count(SessionCounter.WAITING_SETS_MALFORMED);
        long expired = count(SessionCounter.WAITING_SETS_EXPIRED);
        long refused = count(SessionCounter.WAITING_SETS_REFUSED);
        long waiting =
                count(SessionCounter.SETS_WITHOUT_TEMPLATE)
                        - decoded
                        - malformedLater
                        - expired
                        - refused;
        return String.format(
                Locale.ROOT,
                "of these %d decoded later, %d malformed, %d expired, %d refused, %d waiting",
                decoded,
                malformedLater,
                expired,
                refused,
                waiting);
    }

    private String reasons() {
        StringJoiner reasons = new StringJoiner(" ");
        malformed.forEach((reason, count) -> reasons.add(count + " " + reason.label()));
        return reasons.toString();
    }

    private long count(SessionCounter counter) {
        return counts.getOrDefault(counter, 0L);
    }

    @Override
    public void count(SessionCounter counter, long amount) {
        counts.merge(counter, amount, Long::sum);
    }

    @Override
    public void malformed(Malformation reason, int offset) {
        malformed.merge(reason, 1L, Long::sum);
    }
}
