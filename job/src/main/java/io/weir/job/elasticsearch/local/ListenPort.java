package io.weir.job.elasticsearch.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A TCP port on loopback that the server listens on.
 *
 * @param number 1 to 65535, or 0 for one that the server picks
 * @param key the configuration key or option that set it, named in messages
 */
public record ListenPort(int number, String key) {

    static final String LOOPBACK = "127.0.0.1";

    private static final byte[] LOOPBACK_BYTES = {127, 0, 0, 1};

    /**
     * @throws IllegalArgumentException if it is no port; the message names the key
     */
    public ListenPort {
        if (number < 0 || number > 65535) {
            throw new IllegalArgumentException(
                    key + ": " + number + " is not a port; allowed are 1 to 65535.");
        }
    }

    /** A port that the server picks. */
    public static ListenPort ephemeral(String key) {
        return new ListenPort(0, key);
    }

    /**
     * @throws PortInUseException if another process listens on it
     */
    void requireFree() throws PortInUseException {
        if (number == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK_BYTES), number));
        } catch (IOException e) {
            throw new PortInUseException(
                    "Port "
                            + number
                            + " ("
                            + key
                            + ") on "
                            + LOOPBACK
                            + " cannot be used: "
                            + e.getMessage()
                            + ListenerProcess.on(number).map(p -> " by " + p).orElse("")
                            + ". Stop what listens there, or set "
                            + key
                            + " to a free port.");
        }
    }
}
