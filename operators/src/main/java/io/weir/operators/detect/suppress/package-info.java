/**
 * What the operator does not want to be alerted of: a file of suppressions, each until a time,
 * which {@link io.weir.operators.detect.AlertLifecycle} asks of every finding.
 */
package io.weir.operators.detect.suppress;
