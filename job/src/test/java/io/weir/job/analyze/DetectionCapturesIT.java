package io.weir.job.analyze;

import io.weir.job.config.WeirConfiguration;
import io.weir.testing.Captures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the built-in detections find of attacks that others captured and labelled, at their default
 * thresholds, by what software exporters told of them. Keeps the table of it in the reference;
 * writes it with {@code -Dweir.docs.write}. Where the captures are not present, only that the table
 * is there is looked at.
 */
@Timeout(300)
class DetectionCapturesIT {

    private static final Path EXPORTS = Captures.folder().resolve("exports");
    private static final long START_MILLIS = 1_717_243_200_000L;

    /** Of sFlow there is no time of a flow, nor of a datagram. */
    private static final Map<String, String> FORMATS = new LinkedHashMap<>();

    static {
        FORMATS.put("softflowd-v5-scenario-a", "softflowd v5");
        FORMATS.put("softflowd-v9-scenario-a", "softflowd v9");
        FORMATS.put("softflowd-ipfix-scenario-a", "softflowd IPFIX");
        FORMATS.put("softflowd-ipfix-biflow-scenario-a", "softflowd IPFIX, both ways");
        FORMATS.put("pmacctd-nfprobe-v5-scenario-a", "nfprobe v5");
        FORMATS.put("pmacctd-nfprobe-v9-scenario-a", "nfprobe v9");
    }

    @TempDir private Path folder;

    @Test
    void pageSaysWhatIsFoundOfLabelledAttacks() throws Exception {
        String table = Files.isDirectory(EXPORTS) ? header() + rows() : header();
        new PageSection(DetectionCapturesIT.class).beginsWith(table);
    }

    private static String header() {
        return "| label | "
                + String.join(" | ", FORMATS.values())
                + " |\n|---|"
                + "---|".repeat(FORMATS.size())
                + "\n";
    }

    private String rows() throws Exception {
        LabelledTraffic traffic =
                LabelledTraffic.of(EXPORTS.resolve("scenario-a-labelled-flows.csv.gz"));
        List<Map<String, String>> found = new ArrayList<>();
        for (String format : FORMATS.keySet()) {
            found.add(found(format, traffic));
        }
        List<String> labels = new ArrayList<>(traffic.attacks());
        labels.add(LabelledTraffic.BENIGN);
        StringBuilder rows = new StringBuilder();
        for (String label : labels) {
            rows.append("| ").append(label);
            found.forEach(rules -> rows.append(" | ").append(rules.getOrDefault(label, "-")));
            rows.append(" |\n");
        }
        return rows.toString();
    }

    /** By label, the rules that told of it. */
    private Map<String, String> found(String format, LabelledTraffic traffic) throws Exception {
        Path capture = folder.resolve(format + ".pcap");
        ExportInTime.write(EXPORTS.resolve(format).resolve("input.pcap"), START_MILLIS, capture);
        WeirConfiguration configuration =
                WeirConfiguration.load(Optional.empty(), List.of("rules.enabled=false"), Map.of());
        return Analysis.of(List.of(capture), configuration).alerts().stream()
                .collect(
                        Collectors.groupingBy(
                                traffic::labelOf,
                                Collectors.mapping(
                                        alert -> "`" + alert.finding().rule().id() + "`",
                                        Collectors.collectingAndThen(
                                                Collectors.toCollection(TreeSet::new),
                                                rules -> String.join(" ", rules)))));
    }
}
