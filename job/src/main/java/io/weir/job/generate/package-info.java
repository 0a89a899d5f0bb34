/**
 * Simulated exporters: a seeded model of traffic and attacks, exported as NetFlow v5, v9 and IPFIX
 * over UDP or into a capture.
 *
 * <p>The way of a flow: an {@link io.weir.job.generate.Activity} makes it, the {@link
 * io.weir.job.generate.TrafficMix} says when, the {@link io.weir.job.generate.SimulatedExporter} of
 * its site encodes it, a {@link io.weir.job.generate.DatagramSink} takes the datagram. {@link
 * io.weir.job.generate.Simulation} is the door.
 */
package io.weir.job.generate;
