package io.weir.job.cli;

import io.weir.job.config.Quantity;
import java.net.InetSocketAddress;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Checks the values of a command's options; what is wrong is wrong usage, told in the same words.
 */
final class OptionValues {

    static final int MAX_PORT = 65_535;

    private final CommandSpec spec;

    OptionValues(CommandSpec spec) {
        this.spec = spec;
    }

    /**
     * The value.
     *
     * @throws ParameterException if it is below the least or above the most
     */
    int inRange(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(option, Integer.toString(value), least + " to " + most);
        }
        return value;
    }

    /**
     * The value.
     *
     * @throws ParameterException if it is not a part of a hundred
     */
    double percent(String option, double value) {
        if (!(value >= 0 && value <= 100)) {
            throw wrong(option, Double.toString(value), "0 to 100");
        }
        return value;
    }

    /**
     * The time that the text says, as in {@code 60s}.
     *
     * @throws ParameterException if it says none above 0
     */
    Duration positiveDuration(String option, String text) {
        return Quantity.parseDuration(text)
                .filter(parsed -> !parsed.isZero())
                .orElseThrow(
                        () ->
                                wrong(
                                        option,
                                        text,
                                        "a number above 0 and ms, s, m, h or d, as in 60s"));
    }

    /**
     * The time that the text says, as in {@code 60s}.
     *
     * @throws ParameterException if it says none, or one out of the range
     */
    Duration durationInRange(String option, String text, Duration least, Duration most) {
        return Quantity.parseDuration(text)
                .filter(parsed -> parsed.compareTo(least) >= 0 && parsed.compareTo(most) <= 0)
                .orElseThrow(
                        () ->
                                wrong(
                                        option,
                                        text,
                                        Quantity.formatDuration(least)
                                                + " to "
                                                + Quantity.formatDuration(most)
                                                + ", in ms, s, m, h or d"));
    }

    /**
     * The address that the text names, as in {@code 127.0.0.1:2055} or {@code [::1]:2055}.
     *
     * @throws ParameterException if it names none, or its host cannot be resolved
     */
    InetSocketAddress address(String option, String text) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, Math.max(0, colon));
        String port = text.substring(colon + 1);
        if (host.isEmpty() || !port.matches("\\d{1,5}") || !isPort(Integer.parseInt(port))) {
            throw wrong(option, text, "HOST:PORT with a port of 1 to 65535");
        }
        InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(port));
        if (address.isUnresolved()) {
            throw wrong(option, text, "a host whose name can be resolved");
        }
        return address;
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= MAX_PORT;
    }

    /** That the value is not allowed, and what is. */
    ParameterException wrong(String option, String value, String allowed) {
        return new ParameterException(
                spec.commandLine(),
                "Invalid value for option '" + option + "': '" + value + "'; allowed: " + allowed);
    }
}
