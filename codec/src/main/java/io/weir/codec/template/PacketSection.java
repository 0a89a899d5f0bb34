package io.weir.codec.template;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.packet.PacketDissector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Packet reports (RFC 5476): a record is a packet, its first bytes an element (RFC 5477 §8.4). Of a
 * template that has no addresses the flow is what the packet says, one packet of it.
 */
final class PacketSection extends ColumnReader {

    private static final int IP_HEADER_PACKET_SECTION = 313;
    private static final int DATA_LINK_FRAME_SECTION = 315;

    private final boolean ethernet;
    private final boolean countsPackets;
    private final PacketDissector dissector = new PacketDissector();

    private PacketSection(int field, boolean ethernet, boolean countsPackets) {
        super(field, FlowField.PACKETS);
        this.ethernet = ethernet;
        this.countsPackets = countsPackets;
    }

    /**
     * The reader of the section that a template has; of two, of the one from the lower layer.
     *
     * @param filled the fields that other elements of the template fill
     */
    static List<ColumnReader> of(Template template, Set<FlowField> filled) {
        List<ColumnReader> readers = new ArrayList<>(1);
        boolean addresses =
                filled.contains(FlowField.SOURCE_ADDRESS)
                        || filled.contains(FlowField.DESTINATION_ADDRESS);
        int frame = indexOf(template, DATA_LINK_FRAME_SECTION);
        int packet = indexOf(template, IP_HEADER_PACKET_SECTION);
        if (!addresses && (frame >= 0 || packet >= 0)) {
            boolean countsPackets = !filled.contains(FlowField.PACKETS);
            readers.add(new PacketSection(frame >= 0 ? frame : packet, frame >= 0, countsPackets));
        }
        return readers;
    }

    @Override
    void read(DataRecords records, FlowBatch batch, int row) {
        for (int i = 0; i < records.count; i++) {
            int from = records.first(field, i);
            int to = from + records.length(field, i);
            if (ethernet) {
                dissector.dissectEthernet(records.bytes, from, to, batch, row + i);
            } else {
                dissector.dissectIp(records.bytes, from, to, batch, row + i);
            }
            if (countsPackets) {
                batch.set(FlowField.PACKETS, row + i, 1);
            }
        }
    }

    @Override
    boolean alwaysPresent() {
        return false;
    }

    private static int indexOf(Template template, int element) {
        for (int i = 0; i < template.fields().size(); i++) {
            TemplateField field = template.fields().get(i);
            if (field.enterprise() == 0 && field.element() == element) {
                return i;
            }
        }
        return -1;
    }
}
