package io.weir.job.documents;

import static java.util.Map.entry;

import io.weir.codec.IpAddress;
import io.weir.job.documents.fields.BothEndsFields;
import io.weir.job.documents.fields.EndFields;
import io.weir.job.documents.fields.EndpointFields;
import io.weir.job.documents.fields.Field;
import io.weir.job.documents.fields.NetworkFields;
import io.weir.job.documents.fields.ObserverFields;
import io.weir.job.documents.fields.PacketFields;
import io.weir.job.documents.fields.TrafficFields;
import io.weir.job.documents.fields.TrafficKeyFields;
import io.weir.job.documents.protobuf.ProtobufWriter;
import java.util.List;
import java.util.Map;

/** Writes keys of traffic as {@code weir.v1.TrafficKey}. One instance per thread. */
final class TrafficKeyProtobuf {

    private static final int TEXT = 1;

    /** Without names of numbers that registries have. */
    private static final Map<Field, Integer> NUMBERS =
            Map.ofEntries(
                    entry(ObserverFields.IP, 2),
                    entry(ObserverFields.INGRESS.interfaceId, 3),
                    entry(ObserverFields.INGRESS.interfaceName, 4),
                    entry(ObserverFields.EGRESS.interfaceId, 5),
                    entry(ObserverFields.EGRESS.interfaceName, 6),
                    entry(NetworkFields.IANA_NUMBER, 7),
                    entry(EndpointFields.SERVER.port, 8),
                    entry(NetworkFields.APPLICATION, 9),
                    entry(EndpointFields.SOURCE.asNumber, 10),
                    entry(EndpointFields.SOURCE.organization, 11),
                    entry(EndpointFields.DESTINATION.asNumber, 12),
                    entry(EndpointFields.DESTINATION.organization, 13),
                    entry(NetworkFields.DIRECTION, 14),
                    entry(TrafficFields.TRAFFIC_LOCALITY, 15),
                    entry(BothEndsFields.COUNTRY_CODE, 16),
                    entry(PacketFields.DSCP, 17),
                    entry(NetworkFields.VLAN_ID, 18),
                    entry(TrafficFields.TCP_FLAG_SET, 19),
                    entry(EndFields.SOURCE.site, 20),
                    entry(EndFields.DESTINATION.site, 21),
                    entry(EndFields.SOURCE.tenant, 22),
                    entry(EndFields.DESTINATION.tenant, 23),
                    entry(EndpointFields.CLIENT.ip, 24),
                    entry(EndpointFields.SERVER.ip, 25),
                    entry(EndpointFields.SOURCE.ip, 26),
                    entry(EndpointFields.DESTINATION.ip, 27),
                    entry(TrafficKeyFields.RELATED_IP, 28));

    private final ProtobufWriter message = new ProtobufWriter();

    byte[] write(NamedKey key) {
        message.start().put(TEXT, key.text());
        key.fields().forEach(this::write);
        return message.finish();
    }

    /** The key of all that have none of their own. */
    byte[] write(String text) {
        return message.start().put(TEXT, text).finish();
    }

    private void write(Field field, Object value) {
        Integer number = NUMBERS.get(field);
        if (number == null) {
            return;
        }
        if (value instanceof Long count) {
            message.put(number, count);
        } else if (value instanceof String text) {
            message.put(number, text);
        } else if (value instanceof IpAddress address) {
            message.putAddress(number, address);
        } else if (value instanceof List<?> addresses) {
            addresses.forEach(address -> message.putAddress(number, (IpAddress) address));
        }
    }
}
