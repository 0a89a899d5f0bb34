/**
 * Detections on windows.
 *
 * <p>{@link io.weir.operators.detect.EvidencePreAggregator} picks the rare flows that are evidence
 * and sums them up per suspect in the chain; {@link io.weir.operators.detect.EvidenceDetector}
 * counts over a sliding window of 10-second panes and reports findings; {@link
 * io.weir.operators.detect.AlertLifecycle} makes alerts of findings, its own and those of SQL
 * rules.
 */
package io.weir.operators.detect;
