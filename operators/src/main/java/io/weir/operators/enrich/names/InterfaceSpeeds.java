package io.weir.operators.enrich.names;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.file.FileLoader;
import io.weir.operators.enrich.file.LoadReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast interfaces are. A key is an exporter and an interface index, {@code 192.0.2.1/3}; the
 * value is in bits per second, {@code 10G} or {@code 2.5M}.
 */
public final class InterfaceSpeeds implements OperatorTable {

    /** Reads the file for a {@link io.weir.operators.enrich.file.WatchedFile}. */
    public static final FileLoader<InterfaceSpeeds> LOADER =
            new WarningLoader<>(InterfaceSpeeds::load);

    private static final Pattern SPEED = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)([kMGT])");
    private static final String UNITS = "kMGT";
    private static final int KILO = 1_000;

    /** In kilobits per second. */
    private final TripleTable speeds;

    private final LoadReport report;

    private InterfaceSpeeds(TripleTable speeds, LoadReport report) {
        this.speeds = speeds;
        this.report = report;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     */
    public static InterfaceSpeeds load(Path path) throws IOException {
        TripleTable.Builder speeds = new TripleTable.Builder();
        LoadReport report = SettingsFile.read(path, (key, value) -> put(key, value, speeds));
        return new InterfaceSpeeds(speeds.build(), report);
    }

    private static void put(String key, String value, TripleTable.Builder speeds) {
        int slash = key.lastIndexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + key + "' is not EXPORTER/INDEX");
        }
        IpAddress exporter = SettingKeys.address(key.substring(0, slash));
        long index =
                SettingKeys.number(
                        key.substring(slash + 1), "interface index", 0, InterfaceNames.MAX_INDEX);
        speeds.put(exporter.high(), exporter.low(), index, kilobits(value));
    }

    private static int kilobits(String value) {
        Matcher matcher = SPEED.matcher(value);
        if (matcher.matches()) {
            BigDecimal kilobits =
                    new BigDecimal(matcher.group(1))
                            .multiply(
                                    BigDecimal.valueOf(KILO).pow(UNITS.indexOf(matcher.group(2))));
            if (kilobits.compareTo(BigDecimal.ONE) >= 0
                    && kilobits.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0) {
                return kilobits.intValue();
            }
        }
        throw new IllegalArgumentException(
                "'" + value + "' is no speed from 1k to 2T bits per second, such as 2.5G");
    }

    /**
     * The speed of an interface.
     *
     * @param high the first half of the exporter's address
     * @param low its second half
     * @param index the interface index, unsigned 32 bits
     * @return bits per second; 0 if the file tells nothing of it
     */
    public long bitsPerSecond(long high, long low, long index) {
        return (long) speeds.get(high, low, index) * KILO;
    }

    @Override
    public LoadReport report() {
        return report;
    }
}
