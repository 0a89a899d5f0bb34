package io.weir.tcp.reader;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.annotation.Internal;

/**
 * What senders may take up. Checked by the source's builder.
 *
 * @param connections the most that a subtask has open
 * @param idle how long nothing may come on a connection
 * @param message how long a message may take from its first byte to its last
 * @param handshake how long a TLS handshake may take
 */
@Internal
public record ConnectionLimits(int connections, Duration idle, Duration message, Duration handshake)
        implements Serializable {}
