/**
 * Writes export datagrams: NetFlow v1, v5 and v7, NetFlow v9 (RFC 3954) and IPFIX (RFC 7011). No
 * I/O.
 *
 * <p>One writer per exporter and observation domain; it numbers its messages as the protocol asks:
 *
 * <pre>{@code
 * TemplateDefinition template =
 *         TemplateDefinition.of(256, TemplateField.iana(8, 4), TemplateField.iana(1, 8));
 * IpfixWriter ipfix = new IpfixWriter(7);
 * byte[] message =
 *         ipfix.begin(exportSeconds)
 *                 .template(template)
 *                 .data(template, record -> record.uint32(address).uint64(octets))
 *                 .toBytes();
 * }</pre>
 *
 * <p>What the methods write is well-formed. Messages that are not are made with {@code rawSet},
 * {@code raw} and the {@code stated…} methods, which write what they are given.
 */
package io.weir.codec.encode;
