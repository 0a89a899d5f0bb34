/**
 * How fast the codec decodes, and what it allocates: JMH benchmarks over datagrams made in memory.
 *
 * <p>{@link io.weir.benchmarks.Traffic} is what is decoded, {@link
 * io.weir.benchmarks.DecodeBenchmark} the measured loop.
 */
package io.weir.benchmarks;
