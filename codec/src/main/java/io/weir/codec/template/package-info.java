/**
 * Templates of NetFlow v9 (RFC 3954) and IPFIX (RFC 7011), and the plans they compile to.
 *
 * <p>A {@link io.weir.codec.template.Template} is parsed from the bytes as received; {@link
 * io.weir.codec.template.DecodingPlan#compile} turns it once into a flat list of column readers,
 * each of which copies one element of all records of a set into one column of the batch.
 *
 * <p>Which element fills which field stands in {@code flow-fields.txt} ({@code FlowFieldTable});
 * how its bytes are read, in {@code FieldEncoding}; what a template has of it, {@code PlanCompiler}
 * finds out.
 */
package io.weir.codec.template;
