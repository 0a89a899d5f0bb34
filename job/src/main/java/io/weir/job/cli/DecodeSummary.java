package io.weir.job.cli;

import io.weir.codec.Malformation;
import io.weir.codec.session.SessionListener;
import io.weir.codec.sflow.CounterSample;
import io.weir.job.capture.CaptureStatistics;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/** What was found in one file beside its flows. */
final class DecodeSummary implements SessionListener {

    private final Map<Malformation, Long> malformed = new EnumMap<>(Malformation.class);
    private long datagrams;
    private long flows;
    private long optionsRecords;
    private long counterSamples;
    private long templates;
    private long setsWithoutTemplate;

    void beginDatagram() {
        datagrams++;
    }

    void endDatagram(int moreFlows) {
        flows += moreFlows;
    }

    String describe(Path file, CaptureStatistics capture) {
        StringJoiner text = new StringJoiner(", ", file + ": ", ".");
        text.add(datagrams + " datagrams");
        text.add(flows + " flows");
        text.add(optionsRecords + " options records");
        if (counterSamples > 0) {
            text.add(counterSamples + " counter samples");
        }
        text.add(templates + " templates");
        text.add(setsWithoutTemplate + " sets without template");
        text.add("malformed: " + (malformed.isEmpty() ? "none" : reasons()));
        capture.skipped()
                .forEach((reason, count) -> text.add(count + " packets skipped: " + reason));
        capture.cutAt().ifPresent(offset -> text.add("the file is cut at byte " + offset));
        return text.toString();
    }

    private String reasons() {
        StringJoiner reasons = new StringJoiner(" ");
        malformed.forEach((reason, count) -> reasons.add(count + " " + reason.label()));
        return reasons.toString();
    }

    @Override
    public void malformed(Malformation reason, int offset) {
        malformed.merge(reason, 1L, Long::sum);
    }

    @Override
    public void templateAdded() {
        templates++;
    }

    @Override
    public void templateRedefined() {
        templates++;
    }

    @Override
    public void templateWithdrawn() {}

    @Override
    public void templateExpired() {}

    @Override
    public void templateRefused() {}

    @Override
    public void setWithoutTemplate(long domain, int templateId, int bytes) {
        setsWithoutTemplate++;
    }

    @Override
    public void optionsRecords(int records) {
        optionsRecords += records;
    }

    @Override
    public void counterSample(CounterSample sample) {
        counterSamples++;
    }
}
