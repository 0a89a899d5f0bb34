package io.weir.operators.decode;

import io.weir.codec.session.SessionLimits;
import io.weir.operators.exporters.Remembrance;
import java.io.Serializable;
import java.time.Duration;

/**
 * How long and how much is remembered of exporters.
 *
 * @param forgetConnectionsAfter how long a connection is remembered after its last message, when
 *     its end is not told: longer than the source leaves it open in silence
 * @param remembrance how long an exporter over UDP is remembered after its last datagram, and its
 *     templates after they were last received
 * @param subtask of all exporters of a subtask
 * @param session of each exporter, or of each connection
 */
public record DecodeLimits(
        Duration forgetConnectionsAfter,
        Remembrance remembrance,
        SubtaskLimits subtask,
        SessionLimits session)
        implements Serializable {}
