package io.weir.operators.detect;

import java.io.Serializable;

/**
 * What makes attempts a scan.
 *
 * @param hosts distinct hosts on one port from which on it is a horizontal scan, 1 to {@link
 *     EvidenceWindow#MAX_ALIKE}
 * @param ports distinct ports on one host from which on it is a vertical scan, as many
 * @param unansweredPercent the least part of all that the source tries that nobody took, 0 to 100
 */
public record ScanBounds(int hosts, int ports, int unansweredPercent) implements Serializable {}
