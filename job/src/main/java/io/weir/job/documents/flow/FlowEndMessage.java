package io.weir.job.documents.flow;

import io.weir.job.documents.protobuf.ProtobufWriter;
import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.enrich.geo.Place;
import io.weir.operators.enrich.networks.Locality;
import io.weir.operators.enrich.networks.NetworkLabel;
import io.weir.operators.enrich.threat.Threat;
import java.util.List;
import javax.annotation.Nullable;

/** What is known of one end, in a block of fields of the message {@code weir.v1.Flow}. */
final class FlowEndMessage {

    private final int base;

    /**
     * @param base the number of the first field of the block
     */
    FlowEndMessage(int base) {
        this.base = base;
    }

    void write(FlowView flow, FlowEnd end, ProtobufWriter message) {
        int row = flow.row();
        if (end.asNumber(row) != 0) {
            message.put(base, end.asNumber(row));
        }
        message.put(base + 1, end.organization(row));
        byte[] domain = flow.flows().domain(end, row);
        if (domain != null) {
            message.put(base + 2, domain);
        }
        writePlace(end.place(row), message);
        Locality locality = end.locality(row);
        if (locality != null) {
            message.put(base + 8, locality.text());
            message.put(base + 9, end.isInside(row));
            writeLabel(end.label(row), message);
        }
        writeThreat(flow.threat(end), message);
    }

    private void writePlace(@Nullable Place place, ProtobufWriter message) {
        if (place == null) {
            return;
        }
        message.put(base + 3, place.countryCode());
        message.put(base + 4, place.regionCode());
        message.put(base + 5, place.cityName());
        if (place.hasLocation()) {
            message.put(base + 6, place.latitude());
            message.put(base + 7, place.longitude());
        }
    }

    private void writeLabel(@Nullable NetworkLabel label, ProtobufWriter message) {
        if (label == null) {
            return;
        }
        message.put(base + 10, label.name());
        message.put(base + 11, label.site());
        message.put(base + 12, label.zone());
        message.put(base + 13, label.tenant());
        message.put(base + 14, label.role());
    }

    private void writeThreat(@Nullable Threat threat, ProtobufWriter message) {
        if (threat == null) {
            return;
        }
        writeTexts(base + 15, threat.feeds(), message);
        writeTexts(base + 16, threat.tags(), message);
        message.put(base + 17, threat.score());
    }

    private static void writeTexts(int field, List<String> texts, ProtobufWriter message) {
        for (int i = 0; i < texts.size(); i++) {
            message.put(field, texts.get(i));
        }
    }
}
