package io.weir.operators.decode;

import io.weir.codec.session.SessionLimits;
import io.weir.operators.exporters.Remembrance;
import java.io.Serializable;
import java.time.Duration;

/**
 * How long and how much is remembered of exporters.
 *
 * @param expireTemplatesAfter how long a template that came over UDP is kept after it was last
 *     received
 * @param forgetConnectionsAfter how long a connection is remembered after its last message, when
 *     its end is not told: longer than the source leaves it open in silence
 * @param remembrance how long an exporter over UDP is remembered after its last datagram
 * @param subtask of all exporters of a subtask
 * @param session of each exporter, or of each connection
 */
public record DecodeLimits(
        Duration expireTemplatesAfter,
        Duration forgetConnectionsAfter,
        Remembrance remembrance,
        SubtaskLimits subtask,
        SessionLimits session)
        implements Serializable {}
