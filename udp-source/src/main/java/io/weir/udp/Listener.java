package io.weir.udp;

import java.io.Serializable;
import java.util.regex.Pattern;
import org.apache.flink.annotation.PublicEvolving;

/**
 * A port to listen on, and what to call it in metrics and messages.
 *
 * @param name 1 to 32 of a-z, 0-9 and -
 * @param port 1 to 65535
 */
@PublicEvolving
public record Listener(String name, int port) implements Serializable {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");

    private static final int MAX_PORT = 65_535;

    /**
     * @throws IllegalArgumentException if the name or the port is not allowed; the message says
     *     what is
     */
    public Listener {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name of a listener: give 1 to 32 of a-z, 0-9 and -.");
        }
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "Listener " + name + " has port " + port + ": give one of 1 to 65535.");
        }
    }

    /**
     * Reads {@code NAME=PORT}, or {@code PORT} alone, whose name is its number.
     *
     * @throws IllegalArgumentException if the text is neither; the message says what is allowed
     */
    public static Listener parse(String text) {
        int equalsSign = text.indexOf('=');
        String port = text.substring(equalsSign + 1);
        if (!NUMBER.matcher(port).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no listener: write NAME=PORT or PORT, as in netflow=2055.");
        }
        int number = Integer.parseInt(port);
        String name = equalsSign < 0 ? Integer.toString(number) : text.substring(0, equalsSign);
        return new Listener(name, number);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return name + "=" + port;
    }
}
