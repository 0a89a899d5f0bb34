package io.weir.operators.decode;

import io.weir.codec.session.SessionLimits;
import java.io.Serializable;
import java.time.Duration;

/**
 * How long and how much is remembered of exporters.
 *
 * @param expireTemplatesAfter how long a template that came over UDP is kept after it was last
 *     received
 * @param forgetConnectionsAfter how long a connection is remembered after its last message, when
 *     its end is not told: longer than the source leaves it open in silence
 * @param forgetExportersAfter how long an exporter is remembered after its last datagram
 * @param forgetNewcomersAfter the same, of one that has not been heard for as long yet and taught
 *     nothing
 * @param subtask of all exporters of a subtask
 * @param session of each exporter, or of each connection
 */
public record DecodeLimits(
        Duration expireTemplatesAfter,
        Duration forgetConnectionsAfter,
        Duration forgetExportersAfter,
        Duration forgetNewcomersAfter,
        SubtaskLimits subtask,
        SessionLimits session)
        implements Serializable {}
