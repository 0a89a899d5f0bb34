/**
 * Simulated exporters: a seeded model of traffic and attacks, exported as NetFlow v5, v9, IPFIX and
 * sFlow over UDP or into a capture, with the truth of what there was.
 *
 * <p>The way of a flow: an {@link io.weir.job.generate.Activity} makes it, the {@link
 * io.weir.job.generate.TrafficMix} says when, the {@link io.weir.job.generate.SimulatedExporter} of
 * its site samples and encodes it, the {@link io.weir.job.generate.GroundTruth} notes it if it
 * belongs to an attack or look-alike, the {@link io.weir.job.generate.Uplink} sends the datagram to
 * a {@link io.weir.job.generate.DatagramSink}. {@link io.weir.job.generate.Simulation} is the door.
 */
package io.weir.job.generate;
