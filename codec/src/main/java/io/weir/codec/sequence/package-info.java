/**
 * Sequence numbers: what an exporter sent and never arrived, told apart from what came late, twice,
 * or after a restart.
 *
 * <p>Entry point is {@link io.weir.codec.sequence.SequenceTracking}, one per exporter session. Each
 * protocol and observation domain (engine, source id, sub-agent) has numbers of its own: a {@link
 * io.weir.codec.sequence.SequenceDomain}, which is a line of numbers ({@link
 * io.weir.codec.sequence.NumberLine}) in a unit that is given by the protocol or learned ({@link
 * io.weir.codec.sequence.UnitLearning}).
 */
package io.weir.codec.sequence;
