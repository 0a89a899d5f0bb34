package io.weir.operators.enrich;

import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;

/**
 * The columns of one end of a flow.
 *
 * @param address IP address
 * @param port of the transport protocol
 * @param mac 48 bits
 * @param natAddress the address after translation
 * @param natPort the port after translation
 * @param as the autonomous system that the exporter tells
 * @param sent the counters of what this end sent
 */
public record FlowEndFields(
        FlowField address,
        FlowField port,
        FlowField mac,
        FlowField natAddress,
        FlowField natPort,
        FlowField as,
        FlowDirection sent) {

    public static final FlowEndFields SOURCE =
            new FlowEndFields(
                    FlowField.SOURCE_ADDRESS,
                    FlowField.SOURCE_PORT,
                    FlowField.SOURCE_MAC,
                    FlowField.POST_NAT_SOURCE_ADDRESS,
                    FlowField.POST_NAT_SOURCE_PORT,
                    FlowField.SOURCE_AS,
                    FlowDirection.FORWARD);

    public static final FlowEndFields DESTINATION =
            new FlowEndFields(
                    FlowField.DESTINATION_ADDRESS,
                    FlowField.DESTINATION_PORT,
                    FlowField.DESTINATION_MAC,
                    FlowField.POST_NAT_DESTINATION_ADDRESS,
                    FlowField.POST_NAT_DESTINATION_PORT,
                    FlowField.DESTINATION_AS,
                    FlowDirection.REVERSE);
}
