package io.weir.job.analyze;

import io.weir.operators.detect.Alert;
import io.weir.operators.enrich.text.CsvLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Flows of a mix of traffic, each with a label that says what it is part of. */
record LabelledTraffic(List<LabelledFlow> flows) {

    /** The label of what is no attack. */
    static final String BENIGN = "benign";

    private static final String UNKNOWN = "?";
    private static final long NEAR_MILLIS = 10_000;

    /** One way of a flow, and Unix milliseconds of its last packet. */
    record LabelledFlow(long lastMillis, String source, String destination, String label) {

        private static LabelledFlow read(String line) {
            List<String> columns = CsvLine.split(line, ',');
            return new LabelledFlow(
                    Long.parseLong(columns.get(1)),
                    columns.get(2),
                    columns.get(3),
                    columns.get(10));
        }

        /** Whether it may be what opened an alert. */
        private boolean isOf(Alert alert) {
            String entity = Objects.toString(alert.finding().entity());
            return (source.equals(entity) || destination.equals(entity))
                    && Math.abs(lastMillis - alert.openedMillis()) < NEAR_MILLIS;
        }
    }

    /** Reads packed CSV with a header. */
    static LabelledTraffic of(Path file) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            List<LabelledFlow> flows = new ArrayList<>();
            lines.lines().skip(1).map(LabelledFlow::read).forEach(flows::add);
            return new LabelledTraffic(flows);
        }
    }

    /** The labels of attacks, those with the most flows first. */
    List<String> attacks() {
        return byFrequency(flows).stream()
                .filter(label -> !label.equals(BENIGN) && !label.equals(UNKNOWN))
                .toList();
    }

    /** What most flows of its entity are part of when an alert opens; benign if there are none. */
    String labelOf(Alert alert) {
        return byFrequency(flows.stream().filter(flow -> flow.isOf(alert)).toList()).stream()
                .findFirst()
                .orElse(BENIGN);
    }

    private static List<String> byFrequency(List<LabelledFlow> some) {
        Map<String, Long> counts =
                some.stream()
                        .collect(
                                Collectors.groupingBy(
                                        LabelledFlow::label,
                                        LinkedHashMap::new,
                                        Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }
}
