package io.weir.job.documents;

import java.util.Map;
import java.util.TreeMap;

/** The fields that ElastiFlow 4.0.1 fills, with their types in its index template. */
public final class ElastiFlowFields {

    private static final String[] ENDS = {"source", "destination", "client", "server"};

    private ElastiFlowFields() {}

    /** Types by name. */
    public static Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        add(types, "date", "@timestamp event.start event.end");
        add(types, "text", "message");
        add(types, "keyword", "@version tags ecs.version log.level host.name");
        add(types, "keyword", "agent.name agent.type agent.version agent.id agent.hostname");
        add(types, "keyword", "event.kind event.module event.dataset event.category event.type");
        add(types, "long", "event.severity event.duration");
        add(types, "ip", "host.ip flow.next_hop flow.bgp_next_hop");
        add(types, "keyword", "network.type network.transport network.application");
        add(types, "long", "network.iana_number network.bytes network.packets");
        for (String end : ENDS) {
            addEnd(types, end);
        }
        add(types, "long", "source.port destination.port source.nat.port destination.nat.port");
        add(types, "ip", "source.nat.ip destination.nat.ip");
        add(types, "keyword", "source.mac destination.mac");
        add(types, "keyword", "geo.city_name geo.country_name geo.country_iso_code");
        add(types, "keyword", "as.organization.name");
        add(types, "keyword", "flow.direction flow.traffic_locality flow.tcp_flags");
        add(types, "long", "flow.sampling_interval flow.tos flow.vlan");
        add(types, "keyword", "flow.service_name flow.src_port_name flow.dst_port_name");
        add(types, "long", "flow.service_port flow.bgp_valid_state");
        add(types, "keyword", "flow.input_snmp flow.output_snmp");
        add(types, "keyword", "flow.input_ifname flow.output_ifname");
        add(types, "long", "flow.src_mask_len flow.dst_mask_len");
        add(types, "keyword", "flow.rep_tags flow.src_rep_tags flow.dst_rep_tags");
        add(types, "keyword", "flow.client_rep_tags flow.server_rep_tags");
        add(types, "keyword", "flow.src_mac_oui flow.dst_mac_oui flow.wifi_ssid");
        add(types, "keyword", "flow.wifi_sta_mac flow.wifi_sta_addr flow.wifi_wtp_mac");
        return types;
    }

    private static void addEnd(Map<String, String> types, String end) {
        add(types, "ip", end + ".ip");
        add(types, "long", end + ".bytes " + end + ".packets");
        add(types, "geo_point", end + ".geo.location");
        for (String leaf :
                "domain as.number as.organization.name geo.city_name geo.country_name"
                        .concat(" geo.country_iso_code")
                        .split(" ", -1)) {
            add(types, "keyword", end + "." + leaf);
        }
    }

    private static void add(Map<String, String> types, String type, String names) {
        for (String name : names.split(" ", -1)) {
            types.put(name, type);
        }
    }
}
