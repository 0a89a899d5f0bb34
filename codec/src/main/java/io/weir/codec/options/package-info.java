/**
 * What exporters tell of themselves in the records of options templates (RFC 7011 §3.4.2, RFC 3954
 * §6.1), and the flows that it is applied to.
 *
 * <p>{@link io.weir.codec.options.ExporterOptions} keeps the records of one exporter as they were
 * received, in {@link io.weir.codec.store.SessionTable#OPTIONS}, and in memory what follows from
 * them: tables of samplers and of names, by what the records are about.
 */
package io.weir.codec.options;
