package io.weir.operators.enrich.threat;

import io.weir.operators.enrich.file.LoadReport;
import io.weir.operators.enrich.prefix.AddressRange;
import io.weir.operators.enrich.text.CsvLine;
import io.weir.operators.enrich.text.TextLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.annotation.Nullable;

/**
 * What a feed's file holds: an address, prefix or range per line, or in a column of CSV. From
 * {@code #} or {@code ;} on, a line is a comment; in CSV only if it begins with {@code #}.
 *
 * @param addresses those that are right
 * @param report what became of the lines
 * @param dated of when the list is: as its comments say, or else when the file was written
 * @param category what its comments say it is about, null if nothing
 * @param url where it comes from by its comments, null if they do not say
 */
public record FeedFile(
        AddressList addresses,
        LoadReport report,
        Instant dated,
        @Nullable String category,
        @Nullable String url) {

    /**
     * Reads the file; leaves out lines that are wrong.
     *
     * @param column the column of CSV that has the addresses; null if it is a plain list
     * @throws IOException if it cannot be read at all: it is not there, has no such column
     */
    public static FeedFile read(Path path, @Nullable String column) throws IOException {
        Instant written = Files.getLastModifiedTime(path).toInstant();
        try (BufferedReader lines = TextLines.open(path)) {
            return new Reading(lines, column).read(written);
        }
    }

    private static final class Reading {

        private final BufferedReader lines;
        private final String column;
        private final AddressList addresses = new AddressList();
        private final LoadReport.Builder report = new LoadReport.Builder();
        private final NetsetComments comments = new NetsetComments();
        private int number;

        Reading(BufferedReader lines, String column) {
            this.lines = lines;
            this.column = column;
        }

        FeedFile read(Instant written) throws IOException {
            if (column == null) {
                readList();
            } else {
                readCsv();
            }
            return new FeedFile(
                    addresses,
                    report.build(),
                    comments.dated() == null ? written : comments.dated(),
                    comments.category(),
                    comments.url());
        }

        private String nextLine() throws IOException {
            number++;
            return lines.readLine();
        }

        private void readList() throws IOException {
            for (String line = nextLine(); line != null; line = nextLine()) {
                int end = startOfComment(line);
                if (end == 0) {
                    comments.read(line);
                }
                String text = line.substring(0, end).strip();
                if (!text.isEmpty()) {
                    take(text);
                }
            }
        }

        private static int startOfComment(String line) {
            for (int i = 0; i < line.length(); i++) {
                if (line.charAt(i) == '#' || line.charAt(i) == ';') {
                    return i;
                }
            }
            return line.length();
        }

        private void readCsv() throws IOException {
            boolean numbered = column.chars().allMatch(Character::isDigit);
            int index = numbered ? Integer.parseInt(column) - 1 : -1;
            char separator = 0;
            boolean first = true;
            for (String line = nextLine(); line != null; line = nextLine()) {
                if (line.startsWith("#")) {
                    comments.read(line);
                } else if (!line.isBlank()) {
                    separator = separator == 0 ? separatorOf(line) : separator;
                    if (index < 0) {
                        index = indexIn(line, separator);
                    } else if (!first || !isHeader(line, separator, index)) {
                        takeValue(line, separator, index);
                    }
                    first = false;
                }
            }
        }

        private static char separatorOf(String line) {
            return line.indexOf(',') >= 0 ? ',' : line.indexOf(';') >= 0 ? ';' : '\t';
        }

        private int indexIn(String header, char separator) throws IOException {
            List<String> names = split(header, separator);
            int index = names.indexOf(column);
            if (index < 0) {
                throw new IOException(
                        String.format(
                                "line %d: there is no column '%s'; there are %s",
                                number, column, String.join(", ", names)));
            }
            return index;
        }

        private List<String> split(String line, char separator) throws IOException {
            try {
                return CsvLine.split(line, separator);
            } catch (IllegalArgumentException e) {
                throw new IOException("line " + number + ": " + e.getMessage(), e);
            }
        }

        /** A column that is given by its number may have a name in the first line or not. */
        private static boolean isHeader(String line, char separator, int index) {
            try {
                List<String> values = CsvLine.split(line, separator);
                return index < values.size() && isNoAddress(values.get(index));
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        private static boolean isNoAddress(String text) {
            return text.chars().noneMatch(c -> c == '.' || c == ':');
        }

        private void takeValue(String line, char separator, int index) {
            try {
                List<String> values = CsvLine.split(line, separator);
                if (index >= values.size()) {
                    throw new IllegalArgumentException(
                            "has no column " + (index + 1) + " but only " + values.size());
                }
                take(values.get(index));
            } catch (IllegalArgumentException e) {
                report.problem(number, e.getMessage());
            }
        }

        private void take(String text) {
            try {
                addresses.add(AddressRange.parse(text));
                report.entry();
            } catch (IllegalArgumentException e) {
                report.problem(number, e.getMessage());
            }
        }
    }
}
