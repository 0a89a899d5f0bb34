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

    /** The one sampler of each exporter. */
    static final int SAMPLER_ID = 1;

    /** So many layouts there are. */
    static final int COUNT = 4;

    private static final int FIRST_TEMPLATE = 256;
    private static final int INGRESS = 0;

    private static final List<ExportedField> IPV4 =
            List.of(
                    ExportedField.of(8, 4, (f, c, to) -> to.address(f.source().address())),
                    ExportedField.of(12, 4, (f, c, to) -> to.address(f.destination().address())),
                    ExportedField.of(15, 4, (f, c, to) -> to.uint32(0)),
                    ExportedField.of(9, 1, (f, c, to) -> to.uint8(f.source().prefixLength())),
                    ExportedField.of(
                            13, 1, (f, c, to) -> to.uint8(f.destination().prefixLength())));

    private static final List<ExportedField> IPV6 =
            List.of(
                    ExportedField.of(27, 16, (f, c, to) -> to.address(f.source().address())),
                    ExportedField.of(28, 16, (f, c, to) -> to.address(f.destination().address())),
                    ExportedField.of(62, 16, (f, c, to) -> to.zeros(16)),
                    ExportedField.of(29, 1, (f, c, to) -> to.uint8(f.source().prefixLength())),
                    ExportedField.of(
                            30, 1, (f, c, to) -> to.uint8(f.destination().prefixLength())));

    private static final List<ExportedField> BOTH =
            List.of(
                    ExportedField.of(7, 2, (f, c, to) -> to.uint16(f.sourcePort())),
                    ExportedField.of(11, 2, (f, c, to) -> to.uint16(f.destinationPort())),
                    ExportedField.of(4, 1, (f, c, to) -> to.uint8(f.protocol())),
                    ExportedField.of(5, 1, (f, c, to) -> to.uint8(f.tos())),
                    ExportedField.of(10, 4, (f, c, to) -> to.uint32(f.source().interfaceIndex())),
                    ExportedField.of(
                            14, 4, (f, c, to) -> to.uint32(f.destination().interfaceIndex())),
                    ExportedField.of(16, 4, (f, c, to) -> to.uint32(f.source().autonomousSystem())),
                    ExportedField.of(
                            17, 4, (f, c, to) -> to.uint32(f.destination().autonomousSystem())),
                    ExportedField.of(58, 2, (f, c, to) -> to.uint16(f.source().vlan())),
                    ExportedField.of(61, 1, (f, c, to) -> to.uint8(INGRESS)),
                    ExportedField.of(95, 4, (f, c, to) -> to.uint32(ApplicationTable.idOf(f))));

    private static final List<ExportedField> NETFLOW_V9 =
            List.of(
                    ExportedField.of(1, 4, (f, c, to) -> to.uint32(f.octets())),
                    ExportedField.of(2, 4, (f, c, to) -> to.uint32(f.packets())),
                    ExportedField.of(22, 4, (f, c, to) -> to.uint32(c.uptime(f.startMillis()))),
                    ExportedField.of(21, 4, (f, c, to) -> to.uint32(c.uptime(f.endMillis()))),
                    ExportedField.of(6, 1, (f, c, to) -> to.uint8(f.tcpFlags())),
                    ExportedField.of(48, 1, (f, c, to) -> to.uint8(SAMPLER_ID)));

    private static final List<ExportedField> IPFIX =
            List.of(
                    ExportedField.of(1, 8, (f, c, to) -> to.uint64(f.octets())),
                    ExportedField.of(2, 8, (f, c, to) -> to.uint64(f.packets())),
                    ExportedField.of(152, 8, (f, c, to) -> to.uint64(c.wall(f.startMillis()))),
                    ExportedField.of(153, 8, (f, c, to) -> to.uint64(c.wall(f.endMillis()))),
                    ExportedField.of(6, 2, (f, c, to) -> to.uint16(f.tcpFlags())),
                    ExportedField.of(136, 1, (f, c, to) -> to.uint8(f.endReason())),
                    ExportedField.of(302, 1, (f, c, to) -> to.uint8(SAMPLER_ID)));

    private static final List<ExportedField> ICMP_V4 =
            List.of(ExportedField.of(32, 2, (f, c, to) -> to.uint16(f.destinationPort())));

    private static final List<ExportedField> ICMP_V6 =
            List.of(ExportedField.of(139, 2, (f, c, to) -> to.uint16(f.destinationPort())));

    private final TemplateDefinition template;
    private final ExportedField.Value[] values;
    private final ExporterClock clock;
    private SimulatedFlow flow;

    private FlowLayout(int templateId, ExporterClock clock, List<List<ExportedField>> parts) {
        List<ExportedField> fields = parts.stream().flatMap(List::stream).toList();
        this.template =
                TemplateDefinition.of(
                        templateId,
                        fields.stream().map(ExportedField::template).toArray(TemplateField[]::new));
        this.values = fields.stream().map(ExportedField::value).toArray(ExportedField.Value[]::new);
        this.clock = clock;
    }

    /**
     * The layouts of NetFlow v9, as {@link #indexOf} numbers them.
     *
     * @param rotation after how many templates the ids begin: an exporter that has restarted may
     *     give the same id to another template
     */
    static List<FlowLayout> netflowV9(ExporterClock clock, int rotation) {
        return layouts(clock, rotation, NETFLOW_V9);
    }

    /** As {@link #netflowV9}, of IPFIX. */
    static List<FlowLayout> ipfix(ExporterClock clock, int rotation) {
        return layouts(clock, rotation, IPFIX);
    }

    /** Which layout a flow takes: that of IPv4, IPv6, ICMP or ICMPv6. */
    static int indexOf(SimulatedFlow flow) {
        return (flow.isIpv6() ? 1 : 0) + (flow.isIcmp() ? 2 : 0);
    }

    private static List<FlowLayout> layouts(
            ExporterClock clock, int rotation, List<ExportedField> own) {
        List<List<List<ExportedField>>> parts =
                List.of(
                        List.of(IPV4, BOTH, own),
                        List.of(IPV6, BOTH, own),
                        List.of(IPV4, BOTH, own, ICMP_V4),
                        List.of(IPV6, BOTH, own, ICMP_V6));
        return IntStream.range(0, COUNT)
                .mapToObj(
                        i ->
                                new FlowLayout(
                                        FIRST_TEMPLATE + (i + rotation) % COUNT,
                                        clock,
                                        parts.get(i)))
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
            value.write(flow, clock, record);
        }
    }
}
