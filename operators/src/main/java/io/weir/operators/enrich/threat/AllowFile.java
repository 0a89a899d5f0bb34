package io.weir.operators.enrich.threat;

import io.weir.operators.enrich.file.FileLoader;
import io.weir.operators.enrich.file.LoadReport;
import io.weir.operators.enrich.prefix.AddressRange;
import io.weir.operators.enrich.text.TextLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Addresses that are never taken for a threat, whatever the feeds say: a plain list like a feed,
 * or, if its name ends in .yml or .yaml, one {@code "address": "value"} per line as ElastiFlow's
 * {@code ip_rep_whitelist.yml}, where the value {@code false} takes the line back.
 *
 * @param addresses those that are right
 * @param report what became of the lines
 */
public record AllowFile(AddressList addresses, LoadReport report) {

    static final FileLoader<AllowFile> LOADER = AllowFile::load;

    private static final Logger LOG = LoggerFactory.getLogger(AllowFile.class);

    /** Line by line, and not as YAML, so that a wrong line costs itself only. */
    private static final Pattern ENTRY =
            Pattern.compile(
                    "(?:\"([^\"]*)\"|'([^']*)'|([^\"'\\s]+))\\s*:"
                            + "(?:\\s+[\"']?([^\"'#]*)[\"']?\\s*(?:#.*)?)?");

    /**
     * Reads the file; leaves out lines that are wrong.
     *
     * @throws IOException if it cannot be read at all
     */
    public static AllowFile read(Path path) throws IOException {
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".yml") && !name.endsWith(".yaml")) {
            FeedFile list = FeedFile.read(path, null);
            return new AllowFile(list.addresses(), list.report());
        }
        AddressList addresses = new AddressList();
        LoadReport.Builder report = new LoadReport.Builder();
        try (BufferedReader lines = TextLines.open(path)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String text = line.strip();
                if (!text.isEmpty() && !text.startsWith("#") && !text.equals("---")) {
                    take(text, number, addresses, report);
                }
            }
        }
        return new AllowFile(addresses, report.build());
    }

    private static void take(
            String line, int number, AddressList addresses, LoadReport.Builder report) {
        Matcher entry = ENTRY.matcher(line);
        try {
            if (!entry.matches()) {
                throw new IllegalArgumentException("is not of the form \"192.0.2.1\": \"true\"");
            }
            String value = entry.group(4) == null ? "" : entry.group(4).strip();
            AddressRange range = AddressRange.parse(address(entry));
            if (!value.equals("false")) {
                addresses.add(range);
            }
            report.entry();
        } catch (IllegalArgumentException e) {
            report.problem(number, e.getMessage());
        }
    }

    private static String address(Matcher entry) {
        for (int group = 1; group < 3; group++) {
            if (entry.group(group) != null) {
                return entry.group(group);
            }
        }
        return entry.group(3);
    }

    private static AllowFile load(Path path) throws IOException {
        AllowFile file = read(path);
        file.report.logTo(LOG, path);
        return file;
    }
}
