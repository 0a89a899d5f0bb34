package io.weir.codec.session;

import static io.weir.codec.encode.StructuredData.ALL_OF;
import static io.weir.codec.encode.StructuredData.ORDERED;
import static io.weir.codec.encode.StructuredData.basicList;
import static io.weir.codec.encode.StructuredData.group;
import static io.weir.codec.encode.StructuredData.subTemplateList;
import static io.weir.codec.encode.StructuredData.subTemplateMultiList;
import static io.weir.codec.encode.TemplateField.VARIABLE_LENGTH;
import static io.weir.codec.encode.TemplateField.enterprise;
import static io.weir.codec.encode.TemplateField.iana;

import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.LegacyNetflowWriter;
import io.weir.codec.encode.NetflowV5Writer;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import java.util.Arrays;

/** Well-formed messages with all kinds of sets, to be damaged. */
public final class Messages {

    static final long EXPORT_SECONDS = 1_700_000_000L;

    static final TemplateDefinition FIXED =
            TemplateDefinition.of(
                    256,
                    iana(Elements.SOURCE_IPV4_ADDRESS, 4),
                    iana(Elements.OCTET_DELTA_COUNT, 8),
                    iana(Elements.PROTOCOL_IDENTIFIER, 1),
                    iana(Elements.DESTINATION_TRANSPORT_PORT, 2),
                    iana(Elements.FLOW_START_SYS_UP_TIME, 4));
    static final TemplateDefinition OPTIONS =
            TemplateDefinition.ofOptions(
                    257, 1, iana(Elements.SELECTOR_ID, 4), iana(Elements.SAMPLING_INTERVAL, 4));
    static final TemplateDefinition VARIABLE =
            TemplateDefinition.of(
                    258,
                    iana(Elements.INTERFACE_NAME, VARIABLE_LENGTH),
                    enterprise(29_305, Elements.OCTET_DELTA_COUNT, 8),
                    iana(Elements.OCTET_DELTA_COUNT, 3));

    static final TemplateDefinition STRUCTURED =
            TemplateDefinition.of(
                    259,
                    iana(291, VARIABLE_LENGTH),
                    iana(292, VARIABLE_LENGTH),
                    iana(293, VARIABLE_LENGTH));

    private static final RecordWriter FLOW =
            record -> record.uint32(0x0a000001).uint64(1_500).uint8(6).uint16(443).uint32(50_000);
    private static final RecordWriter NAMED =
            record -> record.variableLength(new byte[5]).uint64(0).uint(1_500, 3);
    private static final RecordWriter LONG_NAMED =
            record -> record.variableLength(new byte[300]).uint64(0).uint(1_500, 3);
    private static final RecordWriter SAMPLER = record -> record.uint32(1).uint32(100);

    private Messages() {}

    /** Three flows. */
    public static byte[] netflowV5() {
        NetflowV5Writer writer = new NetflowV5Writer(1, 2).begin(EXPORT_SECONDS * 1_000, 60_000);
        for (int i = 0; i < 3; i++) {
            writer.record().protocol(6).ports(51_000 + i, 443).octets(1_500).packets(1);
        }
        return writer.toBytes();
    }

    /** Two flows. */
    public static byte[] netflowV1() {
        return twoRecords(LegacyNetflowWriter.v1());
    }

    /** Two flows. */
    public static byte[] netflowV7() {
        return twoRecords(LegacyNetflowWriter.v7());
    }

    private static byte[] twoRecords(LegacyNetflowWriter writer) {
        byte[] record = new byte[LegacyNetflowWriter.RECORD_LENGTH];
        Arrays.fill(record, (byte) 6);
        return writer.begin(EXPORT_SECONDS * 1_000, 60_000)
                .record(out -> out.bytes(record))
                .record(out -> out.bytes(record))
                .toBytes();
    }

    /** Three flows and an options record. */
    public static byte[] netflowV9() {
        return new NetflowV9Writer(7)
                .begin(EXPORT_SECONDS, 60_000)
                .template(FIXED)
                .template(OPTIONS)
                .data(OPTIONS, SAMPLER)
                .data(FIXED, FLOW, FLOW)
                .data(FIXED, FLOW)
                .toBytes();
    }

    /** Two flows, each with a list of every kind, in one of which there is another list. */
    public static byte[] structuredData() {
        byte[] names =
                basicList(
                        ALL_OF,
                        iana(Elements.INTERFACE_NAME, VARIABLE_LENGTH),
                        value -> value.variableLength(new byte[3]),
                        value -> value.variableLength(new byte[300]));
        byte[] samplers = subTemplateList(ORDERED, FIXED, FLOW, FLOW);
        byte[] empty = subTemplateMultiList(ALL_OF);
        RecordWriter inner =
                record ->
                        record.variableLength(names).variableLength(samplers).variableLength(empty);
        byte[] groups =
                subTemplateMultiList(ALL_OF, group(FIXED, FLOW), group(STRUCTURED, inner, inner));
        RecordWriter outer =
                record ->
                        record.variableLength(names)
                                .variableLength(samplers)
                                .variableLength(groups);
        return new IpfixWriter(7)
                .begin(EXPORT_SECONDS)
                .template(FIXED)
                .template(STRUCTURED)
                .data(STRUCTURED, outer, outer)
                .toBytes();
    }

    /** Five flows and two options records. */
    public static byte[] ipfix() {
        return new IpfixWriter(7)
                .begin(EXPORT_SECONDS)
                .template(FIXED)
                .template(VARIABLE)
                .template(OPTIONS)
                .data(OPTIONS, SAMPLER, SAMPLER)
                .data(FIXED, FLOW, FLOW)
                .data(VARIABLE, NAMED, LONG_NAMED, NAMED)
                .toBytes();
    }
}
