package io.weir.operators.decode;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long and how much is remembered of exporters.
 *
 * @param expireTemplatesAfter how long a template that came over UDP is kept after it was last
 *     received
 * @param maxTemplates the most templates of one exporter, or of one connection, at least 1
 * @param forgetConnectionsAfter how long a connection is remembered after its last message, when
 *     its end is not told: longer than the source leaves it open in silence
 */
public record DecodeLimits(
        Duration expireTemplatesAfter, int maxTemplates, Duration forgetConnectionsAfter)
        implements Serializable {}
