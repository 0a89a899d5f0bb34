package io.weir.job.documents.fields;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The fields that say of a rollup or a Top-N what was summed up: those of flows, so that one filter
 * of a dashboard is for all, and one more.
 */
public final class TrafficKeyFields {

    private static final Family FAMILY =
            new Family("Keys of traffic", "What of rollups and Top-N no flow has.");

    public static final Field RELATED_IP =
            FAMILY.address("related.ip", "addresses", "The host, or both of a conversation.");

    /** All fields that a key of any dimension may have. */
    public static final List<Field> ALL =
            List.of(
                    ObserverFields.IP,
                    ObserverFields.INGRESS.interfaceId,
                    ObserverFields.INGRESS.interfaceName,
                    ObserverFields.EGRESS.interfaceId,
                    ObserverFields.EGRESS.interfaceName,
                    NetworkFields.IANA_NUMBER,
                    NetworkFields.TRANSPORT,
                    EndpointFields.SERVER.port,
                    ServiceFields.NAME,
                    NetworkFields.APPLICATION,
                    EndpointFields.SOURCE.asNumber,
                    EndpointFields.SOURCE.organization,
                    EndpointFields.DESTINATION.asNumber,
                    EndpointFields.DESTINATION.organization,
                    NetworkFields.DIRECTION,
                    TrafficFields.TRAFFIC_LOCALITY,
                    BothEndsFields.COUNTRY_CODE,
                    PacketFields.DSCP,
                    PacketFields.DSCP_NAME,
                    NetworkFields.VLAN_ID,
                    TrafficFields.TCP_FLAG_SET,
                    EndFields.SOURCE.site,
                    EndFields.DESTINATION.site,
                    EndFields.SOURCE.tenant,
                    EndFields.DESTINATION.tenant,
                    EndpointFields.CLIENT.ip,
                    EndpointFields.SERVER.ip,
                    EndpointFields.SOURCE.ip,
                    EndpointFields.DESTINATION.ip,
                    RELATED_IP);

    private TrafficKeyFields() {}

    /** Writes the mappings of all of them into the {@code properties} of an index template. */
    public static void mapTo(ObjectNode properties) {
        for (Field field : ALL) {
            field.type().mapTo(properties.putObject(field.name()));
        }
    }
}
