/**
 * The stages of the job as Flink functions: {@link io.weir.operators.decode}, {@link
 * io.weir.operators.traffic}, {@link io.weir.operators.detect}.
 */
package io.weir.operators;
