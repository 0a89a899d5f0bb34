package io.weir.job.generate;

import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.encode.WireBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The records of one kind that an exporter sends: their template and how to write them.
 *
 * <p>The numbers are those of IANA's registry of IPFIX information elements, whose first 127 are
 * the field types of NetFlow v9.
 */
final class FlowLayout implements RecordWriter {

    /** The one sampler of each exporter, which samples every packet. */
    static final int SAMPLER_ID = 1;

    private static final int FIRST_TEMPLATE = 256;
    private static final int END_OF_FLOW_DETECTED = 3;
    private static final int INGRESS = 0;

    private static final List<ExportedField> IPV4 =
            List.of(
                    ExportedField.of(8, 4, (f, b, to) -> to.address(f.source().address())),
                    ExportedField.of(12, 4, (f, b, to) -> to.address(f.destination().address())),
                    ExportedField.of(15, 4, (f, b, to) -> to.uint32(0)),
                    ExportedField.of(9, 1, (f, b, to) -> to.uint8(f.source().prefixLength())),
                    ExportedField.of(
                            13, 1, (f, b, to) -> to.uint8(f.destination().prefixLength())));

    private static final List<ExportedField> IPV6 =
            List.of(
                    ExportedField.of(27, 16, (f, b, to) -> to.address(f.source().address())),
                    ExportedField.of(28, 16, (f, b, to) -> to.address(f.destination().address())),
                    ExportedField.of(62, 16, (f, b, to) -> to.zeros(16)),
                    ExportedField.of(29, 1, (f, b, to) -> to.uint8(f.source().prefixLength())),
                    ExportedField.of(
                            30, 1, (f, b, to) -> to.uint8(f.destination().prefixLength())));

    private static final List<ExportedField> BOTH =
            List.of(
                    ExportedField.of(7, 2, (f, b, to) -> to.uint16(f.sourcePort())),
                    ExportedField.of(11, 2, (f, b, to) -> to.uint16(f.destinationPort())),
                    ExportedField.of(4, 1, (f, b, to) -> to.uint8(f.protocol())),
                    ExportedField.of(5, 1, (f, b, to) -> to.uint8(f.tos())),
                    ExportedField.of(10, 4, (f, b, to) -> to.uint32(f.source().interfaceIndex())),
                    ExportedField.of(
                            14, 4, (f, b, to) -> to.uint32(f.destination().interfaceIndex())),
                    ExportedField.of(16, 4, (f, b, to) -> to.uint32(f.source().autonomousSystem())),
                    ExportedField.of(
                            17, 4, (f, b, to) -> to.uint32(f.destination().autonomousSystem())),
                    ExportedField.of(58, 2, (f, b, to) -> to.uint16(f.source().vlan())),
                    ExportedField.of(61, 1, (f, b, to) -> to.uint8(INGRESS)));

    private static final List<ExportedField> NETFLOW_V9 =
            List.of(
                    ExportedField.of(1, 4, (f, b, to) -> to.uint32(f.octets())),
                    ExportedField.of(2, 4, (f, b, to) -> to.uint32(f.packets())),
                    ExportedField.of(22, 4, (f, b, to) -> to.uint32(f.startMillis() - b)),
                    ExportedField.of(21, 4, (f, b, to) -> to.uint32(f.endMillis() - b)),
                    ExportedField.of(6, 1, (f, b, to) -> to.uint8(f.tcpFlags())),
                    ExportedField.of(48, 1, (f, b, to) -> to.uint8(SAMPLER_ID)));

    private static final List<ExportedField> IPFIX =
            List.of(
                    ExportedField.of(1, 8, (f, b, to) -> to.uint64(f.octets())),
                    ExportedField.of(2, 8, (f, b, to) -> to.uint64(f.packets())),
                    ExportedField.of(152, 8, (f, b, to) -> to.uint64(f.startMillis())),
                    ExportedField.of(153, 8, (f, b, to) -> to.uint64(f.endMillis())),
                    ExportedField.of(6, 2, (f, b, to) -> to.uint16(f.tcpFlags())),
                    ExportedField.of(136, 1, (f, b, to) -> to.uint8(END_OF_FLOW_DETECTED)),
                    ExportedField.of(302, 1, (f, b, to) -> to.uint8(SAMPLER_ID)));

    private static final List<ExportedField> ICMP_V4 =
            List.of(ExportedField.of(32, 2, (f, b, to) -> to.uint16(f.destinationPort())));

    private static final List<ExportedField> ICMP_V6 =
            List.of(ExportedField.of(139, 2, (f, b, to) -> to.uint16(f.destinationPort())));

    private final TemplateDefinition template;
    private final ExportedField.Value[] values;
    private final long bootMillis;
    private SimulatedFlow flow;

    private FlowLayout(int templateId, long bootMillis, List<List<ExportedField>> parts) {
        List<ExportedField> fields = parts.stream().flatMap(List::stream).toList();
        this.template =
                TemplateDefinition.of(
                        templateId,
                        fields.stream().map(ExportedField::template).toArray(TemplateField[]::new));
        this.values = fields.stream().map(ExportedField::value).toArray(ExportedField.Value[]::new);
        this.bootMillis = bootMillis;
    }

    /** The layouts of NetFlow v9, as {@link #indexOf} numbers them. */
    static List<FlowLayout> netflowV9(long bootMillis) {
        return layouts(bootMillis, NETFLOW_V9);
    }

    /** The layouts of IPFIX, as {@link #indexOf} numbers them. */
    static List<FlowLayout> ipfix(long bootMillis) {
        return layouts(bootMillis, IPFIX);
    }

    /** Which layout a flow takes: that of IPv4, IPv6, ICMP or ICMPv6. */
    static int indexOf(SimulatedFlow flow) {
        return (flow.isIpv6() ? 1 : 0) + (flow.isIcmp() ? 2 : 0);
    }

    private static List<FlowLayout> layouts(long bootMillis, List<ExportedField> own) {
        List<List<List<ExportedField>>> parts =
                List.of(
                        List.of(IPV4, BOTH, own),
                        List.of(IPV6, BOTH, own),
                        List.of(IPV4, BOTH, own, ICMP_V4),
                        List.of(IPV6, BOTH, own, ICMP_V6));
        return IntStream.range(0, parts.size())
                .mapToObj(i -> new FlowLayout(FIRST_TEMPLATE + i, bootMillis, parts.get(i)))
                .toList();
    }

    TemplateDefinition template() {
        return template;
    }

    /** This layout, set to write the flow. */
    RecordWriter of(SimulatedFlow flow) {
        this.flow = flow;
        return this;
    }

    @Override
    public void writeTo(WireBuffer record) {
        for (ExportedField.Value value : values) {
            value.write(flow, bootMillis, record);
        }
    }
}
