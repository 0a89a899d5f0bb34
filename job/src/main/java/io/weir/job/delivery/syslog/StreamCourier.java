package io.weir.job.delivery.syslog;

import io.weir.job.delivery.Attempt;
import io.weir.job.delivery.Courier;
import io.weir.job.delivery.Parcel;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import javax.annotation.Nullable;

/**
 * Writes messages to a stream, each behind its length and a space (octet counting, RFC 6587 §3.4.1
 * and RFC 5425 §4.3). Connects anew where the server has closed; a message cut short by that is
 * sent once more.
 */
final class StreamCourier implements Courier {

    private static final int PROBE_MILLIS = 1;
    private static final int PROBE_BYTES = 512;

    private final StreamConnector connector;
    @Nullable private Socket connection;

    StreamCourier(StreamConnector connector) {
        this.connector = connector;
    }

    @Override
    public Attempt deliver(Parcel parcel) {
        try {
            if (connection != null && !isOpen(connection)) {
                close();
            }
            if (connection == null) {
                connection = connector.connect();
            }
            // In one piece: with TLS a record, without it mostly a segment.
            connection.getOutputStream().write(frame(parcel.content()));
            return Attempt.taken();
        } catch (UnknownHostException e) {
            return Attempt.unavailable("the host name is unknown");
        } catch (ConnectException e) {
            return Attempt.unavailable("connection refused");
        } catch (IOException e) {
            close();
            return Attempt.unavailable(
                    e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private static byte[] frame(byte[] message) {
        byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[length.length + message.length];
        System.arraycopy(length, 0, frame, 0, length.length);
        System.arraycopy(message, 0, frame, length.length, message.length);
        return frame;
    }

    /**
     * Whether the server has not closed the connection. What is written behind its end would be
     * lost without an error.
     */
    private static boolean isOpen(Socket connection) throws IOException {
        connection.setSoTimeout(PROBE_MILLIS);
        InputStream fromServer = connection.getInputStream();
        try {
            // Servers have nothing to say; what they say nevertheless is not waited for.
            return fromServer.read(new byte[PROBE_BYTES]) >= 0;
        } catch (SocketTimeoutException nothingToRead) {
            return true;
        }
    }

    @Override
    public void abort() {
        connector.abort();
    }

    /** Not in order but at once: an orderly end of TLS could wait for the server. */
    @Override
    public void close() {
        if (connection != null) {
            connector.abort();
            connection = null;
        }
    }
}
