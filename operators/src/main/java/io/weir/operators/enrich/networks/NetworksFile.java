package io.weir.operators.enrich.networks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.weir.operators.enrich.file.LoadReport;
import io.weir.operators.enrich.text.CsvLine;
import io.weir.operators.enrich.text.TextLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The operator's file of networks: CSV with a header, or YAML if its name ends in .yaml or .yml.
 *
 * <pre>
 * prefix,name,site,zone,tenant,role,internal
 * 10.1.0.0/16,campus,berlin,trusted,,clients,yes
 *
 * - prefix: 10.1.0.0/16
 *   name: campus
 * </pre>
 *
 * <p>{@code prefix} is an address, a prefix or a range; all others may be left out. {@code
 * internal} is {@code yes} unless it says otherwise.
 *
 * @param networks those that are right, in the order of the file
 * @param report what became of the lines
 */
public record NetworksFile(List<LabelledNetwork> networks, LoadReport report) {

    /**
     * Reads the file; leaves out lines that are wrong.
     *
     * @throws IOException if it cannot be read at all: it is not there, has no header, is no YAML
     */
    public static NetworksFile read(Path path) throws IOException {
        String name = path.toString().toLowerCase(Locale.ROOT);
        Reading reading = new Reading();
        try (BufferedReader lines = TextLines.open(path)) {
            if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                reading.readYaml(lines);
            } else {
                reading.readCsv(lines);
            }
        }
        return new NetworksFile(List.copyOf(reading.networks), reading.report.build());
    }

    private static final class Reading {

        private final List<LabelledNetwork> networks = new ArrayList<>();
        private final LoadReport.Builder report = new LoadReport.Builder();

        void readCsv(BufferedReader lines) throws IOException {
            List<String> columns = null;
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (columns == null) {
                    columns = header(line, number);
                } else {
                    takeCsv(columns, line, number);
                }
            }
        }

        private static List<String> header(String line, int number) throws IOException {
            try {
                List<String> columns =
                        CsvLine.split(line, ',').stream()
                                .map(column -> column.toLowerCase(Locale.ROOT))
                                .toList();
                NetworkEntry.requireKeys(columns);
                return columns;
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        String.format(
                                "line %d: %s; begin the file with the columns' names: %s",
                                number, e.getMessage(), String.join(",", NetworkEntry.KEYS)),
                        e);
            }
        }

        private void takeCsv(List<String> columns, String line, int number) {
            try {
                List<String> values = CsvLine.split(line, ',');
                if (values.size() > columns.size()) {
                    throw new IllegalArgumentException(
                            String.format(
                                    "has %d values for %d columns; put those with commas in"
                                            + " quotes",
                                    values.size(), columns.size()));
                }
                Map<String, String> entry = new HashMap<>();
                for (int i = 0; i < values.size(); i++) {
                    entry.put(columns.get(i), values.get(i));
                }
                take(entry);
            } catch (IllegalArgumentException e) {
                report.problem(number, e.getMessage());
            }
        }

        void readYaml(BufferedReader text) throws IOException {
            try (YAMLParser parser = new YAMLFactory().createParser(text)) {
                JsonToken first = parser.nextToken();
                if (first == null || first == JsonToken.VALUE_NULL) {
                    return;
                }
                if (first != JsonToken.START_ARRAY) {
                    throw new IOException("it must be a list of networks: '- prefix: …'");
                }
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    readItem(parser);
                }
            } catch (JsonProcessingException e) {
                String line =
                        e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
                throw new IOException(line + "this is not valid YAML", e);
            }
        }

        private void readItem(YAMLParser parser) throws IOException {
            int number = parser.currentTokenLocation().getLineNr();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                report.problem(number, "is no mapping; write '- prefix: …'");
                return;
            }
            Map<String, String> entry = new HashMap<>();
            boolean plain = true;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                plain &= value.isScalarValue();
                if (value.isStructStart()) {
                    parser.skipChildren();
                } else if (value != JsonToken.VALUE_NULL) {
                    entry.put(key, parser.getText());
                }
            }
            try {
                if (!plain) {
                    throw new IllegalArgumentException("has a value that is no plain text");
                }
                take(entry);
            } catch (IllegalArgumentException e) {
                report.problem(number, e.getMessage());
            }
        }

        private void take(Map<String, String> entry) {
            networks.add(NetworkEntry.read(entry));
            report.entry();
        }
    }
}
