package io.weir.operators.enrich.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.weir.operators.enrich.file.LoadReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A kind of files of entries with named values: CSV with a header, or, if the file's name ends in
 * .yaml or .yml, a list of mappings in YAML.
 *
 * @param things what the entries are, in the plural
 * @param keys what may be said of each
 * @param required those of them that must be said
 */
public record EntryFile(String things, List<String> keys, List<String> required) {

    /** Takes the entries of a file. */
    @FunctionalInterface
    public interface Taker {

        /**
         * Takes an entry.
         *
         * @param line the number of the line that it begins in, from 1
         * @param entry values by key, each of which is one of {@link #keys}
         * @throws IllegalArgumentException if it is wrong; the message has no full stop
         */
        void take(int line, Map<String, String> entry);
    }

    public EntryFile {
        keys = List.copyOf(keys);
        required = List.copyOf(required);
    }

    /**
     * Reads a file; leaves out entries that are wrong.
     *
     * @return what became of them
     * @throws IOException if it cannot be read at all: it is not there, has no header, is no YAML
     */
    public LoadReport read(Path path, Taker taker) throws IOException {
        String name = path.toString().toLowerCase(Locale.ROOT);
        Reading reading = new Reading(taker);
        try (BufferedReader lines = TextLines.open(path)) {
            if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                reading.readYaml(lines);
            } else {
                reading.readCsv(lines);
            }
        }
        return reading.report.build();
    }

    private void requireKeys(Collection<String> given) {
        for (String key : given) {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException(
                        "'" + key + "' is none of " + String.join(", ", keys));
            }
        }
        for (String key : required) {
            if (!given.contains(key)) {
                throw new IllegalArgumentException("there is no " + key);
            }
        }
    }

    private String example() {
        return "'- " + keys.get(0) + ": …'";
    }

    private final class Reading {

        private final Taker taker;
        private final LoadReport.Builder report = new LoadReport.Builder();

        Reading(Taker taker) {
            this.taker = taker;
        }

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

        private List<String> header(String line, int number) throws IOException {
            try {
                List<String> columns =
                        CsvLine.split(line, ',').stream()
                                .map(column -> column.toLowerCase(Locale.ROOT))
                                .toList();
                requireKeys(columns);
                return columns;
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        String.format(
                                "line %d: %s; begin the file with the columns' names: %s",
                                number, e.getMessage(), String.join(",", keys)),
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
                take(number, entry);
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
                    throw new IOException("it must be a list of " + things + ": " + example());
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
                report.problem(number, "is no mapping; write " + example());
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
                take(number, entry);
            } catch (IllegalArgumentException e) {
                report.problem(number, e.getMessage());
            }
        }

        private void take(int line, Map<String, String> entry) {
            requireKeys(entry.keySet());
            taker.take(line, entry);
            report.entry();
        }
    }
}
