package io.weir.job.documents;

import io.weir.codec.IpAddress;
import io.weir.job.documents.fields.BothEndsFields;
import io.weir.job.documents.fields.EndFields;
import io.weir.job.documents.fields.EndpointFields;
import io.weir.job.documents.fields.Field;
import io.weir.job.documents.fields.NetworkFields;
import io.weir.job.documents.fields.ObserverFields;
import io.weir.job.documents.fields.PacketFields;
import io.weir.job.documents.fields.ServiceFields;
import io.weir.job.documents.fields.TrafficFields;
import io.weir.job.documents.fields.TrafficKeyFields;
import io.weir.operators.enrich.names.IpProtocols;
import io.weir.operators.enrich.names.Registry;
import io.weir.operators.enrich.names.Services;
import io.weir.operators.enrich.names.TcpFlags;
import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.ServiceKey;
import io.weir.operators.traffic.TrafficKey;
import io.weir.operators.traffic.WayKey;
import java.util.HexFormat;
import java.util.List;
import javax.annotation.Nullable;

/**
 * A key of traffic as people read it.
 *
 * @param text two keys of a dimension have two texts, but for names of applications, sites and
 *     tenants, which may be anything
 * @param id stands for the key in ids of documents, where names could be too long
 * @param fields of the documents
 */
record NamedKey(String text, String id, KeyFields fields) {

    private static final String UNKNOWN = "unknown";
    private static final String NONE = "none";
    private static final int LAST_DSCP = 63;
    private static final long INWARDS = 0;
    private static final long AS_SOURCE = 0;

    /** Makes it of the numbers of a key. */
    static NamedKey of(Dimension dimension, TrafficKey key) {
        return switch (dimension) {
            case EXPORTER -> address(key, ObserverFields.IP);
            case INTERFACE -> interfaceOf(key);
            case SERVICE -> service(ServiceKey.of(key.first()));
            case APPLICATION -> application(key);
            case AS -> system(key);
            case WAY -> way(WayKey.of(key.first()));
            case DSCP -> dscp(key.first());
            case VLAN -> vlan(key);
            case TCP_FLAGS -> tcpFlags((int) key.first());
            case SITE -> label(key, EndFields.SOURCE.site, EndFields.DESTINATION.site);
            case TENANT -> label(key, EndFields.SOURCE.tenant, EndFields.DESTINATION.tenant);
            case CLIENT -> address(key, EndpointFields.CLIENT.ip);
            case SERVER -> address(key, EndpointFields.SERVER.ip);
            case SOURCE -> address(key, EndpointFields.SOURCE.ip);
            case DESTINATION -> address(key, EndpointFields.DESTINATION.ip);
            case HOST -> host(key);
            case CONVERSATION -> conversation(key);
            case CLIENT_SERVER -> clientServer(key);
            case AS_PAIR -> systemPair(key);
            case COUNTRY -> country(WayKey.countryOf(key.first()));
        };
    }

    private static NamedKey of(String text, KeyFields fields) {
        return new NamedKey(text, text, fields);
    }

    private static NamedKey address(TrafficKey key, Field field) {
        IpAddress address = firstAddress(key);
        return of(address.toString(), new KeyFields().put(field, address));
    }

    private static IpAddress firstAddress(TrafficKey key) {
        return new IpAddress(key.first(), key.second());
    }

    private static IpAddress secondAddress(TrafficKey key) {
        return new IpAddress(key.third(), key.fourth());
    }

    private static NamedKey interfaceOf(TrafficKey key) {
        IpAddress exporter = firstAddress(key);
        boolean inwards = key.fourth() == INWARDS;
        ObserverFields.Side side = inwards ? ObserverFields.INGRESS : ObserverFields.EGRESS;
        return of(
                path(exporter, Long.toUnsignedString(key.third()), inwards ? "in" : "out"),
                new KeyFields()
                        .put(ObserverFields.IP, exporter)
                        .put(side.interfaceId, key.third())
                        .put(side.interfaceName, key.text()));
    }

    private static NamedKey service(ServiceKey service) {
        int protocol = service.protocol();
        int port = service.port();
        String transport = IpProtocols.text(protocol);
        KeyFields fields =
                new KeyFields()
                        .put(NetworkFields.IANA_NUMBER, protocol)
                        .put(NetworkFields.TRANSPORT, transport);
        if (port == ServiceKey.NO_PORT) {
            return of(transport, fields);
        }
        fields.put(EndpointFields.SERVER.port, port);
        fields.put(ServiceFields.NAME, Services.iana().label(protocol, port));
        return of(path(transport, port), fields);
    }

    private static NamedKey application(TrafficKey key) {
        KeyFields fields = new KeyFields();
        if (key.first() == 0) {
            return of(NONE, fields);
        }
        String name = name(key);
        return new NamedKey(name, hash(key), fields.put(NetworkFields.APPLICATION, name));
    }

    private static NamedKey label(TrafficKey key, Field asSource, Field asDestination) {
        String name = name(key);
        KeyFields fields = new KeyFields().put(isSource(key) ? asSource : asDestination, name);
        return new NamedKey(path(end(key), name), path(end(key), hash(key)), fields);
    }

    /** What it is called, else its hash. */
    private static String name(TrafficKey key) {
        String text = key.text();
        return text == null || text.isEmpty() ? hash(key) : text;
    }

    private static String hash(TrafficKey key) {
        return HexFormat.of().toHexDigits(key.first());
    }

    private static boolean isSource(TrafficKey key) {
        return key.second() == AS_SOURCE;
    }

    private static String end(TrafficKey key) {
        return isSource(key) ? "source" : "destination";
    }

    private static NamedKey system(TrafficKey key) {
        KeyFields fields = new KeyFields();
        EndpointFields end = isSource(key) ? EndpointFields.SOURCE : EndpointFields.DESTINATION;
        putSystem(fields, end, key.first());
        if (key.first() != 0) {
            String number = Long.toUnsignedString(key.first());
            String organization = key.text();
            boolean isNamed = organization != null && !organization.isEmpty();
            fields.put(end.organization, isNamed ? organization : number);
        }
        return of(path(end(key), systemText(key.first())), fields);
    }

    private static NamedKey systemPair(TrafficKey key) {
        KeyFields fields = new KeyFields();
        putSystem(fields, EndpointFields.SOURCE, key.first());
        putSystem(fields, EndpointFields.DESTINATION, key.second());
        return of(path(systemText(key.first()), systemText(key.second())), fields);
    }

    private static void putSystem(KeyFields fields, EndpointFields end, long number) {
        if (number != 0) {
            fields.put(end.asNumber, number);
        }
    }

    private static String systemText(long number) {
        return number == 0 ? UNKNOWN : "AS" + Long.toUnsignedString(number);
    }

    private static NamedKey way(WayKey way) {
        String direction = way.direction() == null ? null : way.direction().text();
        String locality = way.isPublic() ? "public" : "private";
        return of(
                path(orUnknown(direction), locality, orUnknown(way.country())),
                new KeyFields()
                        .put(NetworkFields.DIRECTION, direction)
                        .put(TrafficFields.TRAFFIC_LOCALITY, locality)
                        .put(BothEndsFields.COUNTRY_CODE, way.country()));
    }

    private static NamedKey country(@Nullable String code) {
        return of(orUnknown(code), new KeyFields().put(BothEndsFields.COUNTRY_CODE, code));
    }

    private static String orUnknown(@Nullable String text) {
        return text == null ? UNKNOWN : text;
    }

    private static NamedKey dscp(long codePoint) {
        KeyFields fields = new KeyFields();
        if (codePoint > LAST_DSCP) {
            return of(UNKNOWN, fields);
        }
        fields.put(PacketFields.DSCP, codePoint);
        fields.put(PacketFields.DSCP_NAME, Registry.DSCP.nameOf((int) codePoint));
        return of(String.valueOf(codePoint), fields);
    }

    private static NamedKey vlan(TrafficKey key) {
        IpAddress exporter = firstAddress(key);
        return of(
                path(exporter, Long.toUnsignedString(key.third())),
                new KeyFields()
                        .put(ObserverFields.IP, exporter)
                        .put(NetworkFields.VLAN_ID, key.third()));
    }

    private static NamedKey tcpFlags(int flags) {
        String text = TcpFlags.text(flags);
        return of(text, new KeyFields().put(TrafficFields.TCP_FLAG_SET, text));
    }

    private static NamedKey host(TrafficKey key) {
        IpAddress host = firstAddress(key);
        return of(host.toString(), new KeyFields().put(TrafficKeyFields.RELATED_IP, List.of(host)));
    }

    private static NamedKey conversation(TrafficKey key) {
        IpAddress one = firstAddress(key);
        IpAddress other = secondAddress(key);
        return of(
                path(one, other),
                new KeyFields()
                        .put(
                                TrafficKeyFields.RELATED_IP,
                                one.equals(other) ? List.of(one) : List.of(one, other)));
    }

    private static NamedKey clientServer(TrafficKey key) {
        IpAddress client = firstAddress(key);
        IpAddress server = secondAddress(key);
        return of(
                path(client, server),
                new KeyFields()
                        .put(EndpointFields.CLIENT.ip, client)
                        .put(EndpointFields.SERVER.ip, server));
    }

    private static String path(Object... parts) {
        StringBuilder path = new StringBuilder();
        for (Object part : parts) {
            path.append(path.isEmpty() ? "" : "/").append(part);
        }
        return path.toString();
    }
}
