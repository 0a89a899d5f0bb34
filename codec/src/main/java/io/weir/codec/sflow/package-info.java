/**
 * sFlow version 5 (sflow.org, "sFlow Version 5", July 2004): sampled packets become flows, counter
 * samples become values of their own.
 *
 * <p>{@link io.weir.codec.sflow.SflowDecoder} decodes the datagrams of one exporter; {@link
 * io.weir.codec.sflow.SampleFields} shows a sample field by field as it was sent.
 */
package io.weir.codec.sflow;
