/**
 * Reads the first bytes of packets as they were on the wire into the fields of a flow.
 *
 * <p>{@link io.weir.codec.packet.PacketDissector} walks from header to header; each header is a
 * class with its layout drawn in the Javadoc. Headers may end anywhere: what is complete is taken,
 * the rest is left out.
 */
package io.weir.codec.packet;
