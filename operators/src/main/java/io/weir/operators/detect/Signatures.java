package io.weir.operators.detect;

import io.weir.operators.enrich.file.FileLoader;
import io.weir.operators.enrich.file.LoadReport;
import io.weir.operators.enrich.text.CsvLine;
import io.weir.operators.enrich.text.TextLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signatures of single flows, of a file: CSV, whose first line names the columns. A wrong line is
 * left out.
 *
 * <pre>
 * name,title,protocol,ports,packet-bytes
 * slammer,Worm SQL Slammer,udp,1434,404
 * </pre>
 */
public final class Signatures {

    /** A flow is compared one by one with those of its protocol. */
    static final int MOST = 64;

    static final FileLoader<Signatures> LOADER = Signatures::load;

    private static final String SHIPPED = "signatures.csv";
    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);

    private static final int PROTOCOLS = 1 << 8;

    private final List<Signature> signatures;
    private final LoadReport report;

    /** By protocol, null where there are none. */
    private final ProtocolSignatures[] byProtocol = new ProtocolSignatures[PROTOCOLS];

    private Signatures(List<Signature> signatures, LoadReport report) {
        this.signatures = List.copyOf(signatures);
        this.report = report;
        signatures.stream()
                .collect(Collectors.groupingBy(Signature::protocol))
                .forEach((protocol, some) -> byProtocol[protocol] = new ProtocolSignatures(some));
    }

    /**
     * Reads a file; leaves out lines that are wrong.
     *
     * @throws IOException if it cannot be read at all: it is not there, or has no header
     */
    public static Signatures read(Path path) throws IOException {
        try (BufferedReader lines = TextLines.open(path)) {
            return read(lines);
        }
    }

    /** Those that come with Weir. */
    static Signatures shipped() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        Signatures.class.getResourceAsStream(SHIPPED), SHIPPED),
                                StandardCharsets.UTF_8))) {
            return read(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(SHIPPED, e);
        }
    }

    private static Signatures load(Path path) throws IOException {
        Signatures signatures = read(path);
        LoadReport report = signatures.report;
        if (report.entries() == 0 && report.problems() > 0) {
            throw new IOException("no line is right; " + report.firstProblems().get(0));
        }
        report.logTo(LOG, path);
        return signatures;
    }

    private static Signatures read(BufferedReader lines) throws IOException {
        Map<Integer, Signature> byNumber = new HashMap<>();
        List<Signature> signatures = new ArrayList<>();
        LoadReport.Builder report = new LoadReport.Builder();
        List<String> columns = null;
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (columns == null) {
                columns = header(line, number);
                continue;
            }
            try {
                Signature signature = SignatureEntry.read(entry(columns, line));
                requireNew(signature, byNumber.put(signature.number(), signature));
                if (signatures.size() == MOST) {
                    throw new IllegalArgumentException("is over the " + MOST + " that are taken");
                }
                signatures.add(signature);
                report.entry();
            } catch (IllegalArgumentException e) {
                report.problem(number, e.getMessage());
            }
        }
        return new Signatures(signatures, report.build());
    }

    private static List<String> header(String line, int number) throws IOException {
        List<String> columns = CsvLine.split(line, ',');
        if (!SignatureEntry.COLUMNS.containsAll(columns)
                || !columns.contains("name")
                || !columns.contains("protocol")) {
            throw new IOException(
                    String.format(
                            "line %d: begin the file with the columns' names, of which all but name"
                                    + " and protocol may be left out: %s",
                            number, String.join(",", SignatureEntry.COLUMNS)));
        }
        return columns;
    }

    private static Map<String, String> entry(List<String> columns, String line) {
        List<String> values = CsvLine.split(line, ',');
        if (values.size() > columns.size()) {
            throw new IllegalArgumentException(
                    String.format(
                            "has %d values for %d columns; put those with commas in quotes",
                            values.size(), columns.size()));
        }
        Map<String, String> entry = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            entry.put(columns.get(i), values.get(i));
        }
        return entry;
    }

    private static void requireNew(Signature signature, @Nullable Signature other) {
        if (other != null) {
            throw new IllegalArgumentException(
                    signature.rule().id()
                            + " cannot be told from "
                            + other.rule().id()
                            + " above; give it another name");
        }
    }

    /** What became of the lines of the file. */
    public LoadReport report() {
        return report;
    }

    /** Those of a protocol; null if there are none. */
    @Nullable
    ProtocolSignatures of(long protocol) {
        return protocol < 0 || protocol >= PROTOCOLS ? null : byProtocol[(int) protocol];
    }

    /** The one with this number; null if there is none. */
    @Nullable
    Signature ofNumber(int number) {
        for (Signature signature : signatures) {
            if (signature.number() == number) {
                return signature;
            }
        }
        return null;
    }
}
