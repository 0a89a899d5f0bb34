/**
 * Wire formats of flow export and the sessions of exporters, as plain Java: no Flink, no I/O.
 *
 * <p>Bytes go in at {@link io.weir.codec.session}, flows come out as a {@link
 * io.weir.codec.flow.FlowBatch}.
 */
package io.weir.codec;
