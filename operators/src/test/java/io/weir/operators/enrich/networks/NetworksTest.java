package io.weir.operators.enrich.networks;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.prefix.AddressRange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {

    private static final Networks UNCONFIGURED = Networks.of(ranges(Networks.PRIVATE_RANGES));

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC",
        "0.0.0.0, UNSPECIFIED",
        "0.0.0.1, BOGON",
        "10.255.255.255, PRIVATE",
        "11.0.0.0, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.64.0.0, CGNAT",
        "100.127.255.255, CGNAT",
        "127.0.0.53, LOOPBACK",
        "169.254.169.254, LINK_LOCAL",
        "172.16.0.1, PRIVATE",
        "172.32.0.0, PUBLIC",
        "192.0.0.1, PRIVATE",
        "192.0.0.8, BOGON",
        "192.0.0.9, PUBLIC",
        "192.0.2.1, DOCUMENTATION",
        "192.168.1.1, PRIVATE",
        "198.19.255.255, BENCHMARKING",
        "198.51.100.1, DOCUMENTATION",
        "203.0.113.1, DOCUMENTATION",
        "224.0.0.1, MULTICAST",
        "239.255.255.250, MULTICAST",
        "240.0.0.1, BOGON",
        "255.255.255.254, BOGON",
        "255.255.255.255, BROADCAST",
        "::, UNSPECIFIED",
        "::1, LOOPBACK",
        "::2, BOGON",
        "64:ff9b::102:304, PUBLIC",
        "64:ff9b:1::1, PRIVATE",
        "100::1, BOGON",
        "2001:1::1, PUBLIC",
        "2001:1::4, BOGON",
        "2001:2::1, BENCHMARKING",
        "2001:10::1, BOGON",
        "2001:20::1, PUBLIC",
        "2001:200::1, PUBLIC",
        "2001:db8::1, DOCUMENTATION",
        "2606:4700::1111, PUBLIC",
        "3fff::1, DOCUMENTATION",
        "4000::, BOGON",
        "5f00::1, PRIVATE",
        "fd00::1, PRIVATE",
        "fe80::1, LINK_LOCAL",
        "fec0::1, BOGON",
        "ff02::1, MULTICAST",
    })
    void knowsTheKindOfAnAddress(String address, Locality locality) {
        assertThat(locality(UNCONFIGURED, address)).isEqualTo(locality);
    }

    @Test
    void takesTheOperatorsNetworksAsInternal() {
        Networks networks =
                networks(
                        List.of("10.0.0.0/8", "198.51.0.0/16", "100.64.0.0/10"),
                        network("10.1.0.0/16", "campus", true),
                        network("10.1.9.0/24", "partner", false),
                        network("240.0.0.0/8", "old lab", true),
                        network("224.0.0.0/4", "groups", true));

        assertThat(locality(networks, "10.1.2.3")).isEqualTo(Locality.INTERNAL);
        assertThat(locality(networks, "10.1.9.3")).isEqualTo(Locality.PRIVATE);
        assertThat(locality(networks, "10.2.0.1")).isEqualTo(Locality.PRIVATE);
        assertThat(locality(networks, "198.51.1.1")).isEqualTo(Locality.INTERNAL);
        assertThat(locality(networks, "198.51.100.1")).isEqualTo(Locality.DOCUMENTATION);
        assertThat(locality(networks, "100.64.0.1")).isEqualTo(Locality.INTERNAL);
        assertThat(locality(networks, "240.0.0.1")).isEqualTo(Locality.INTERNAL);
        assertThat(locality(networks, "224.0.0.1")).isEqualTo(Locality.MULTICAST);
    }

    @Test
    void givesTheLabelOfTheLongestPrefix() {
        Networks networks =
                networks(
                        List.of(),
                        network("10.0.0.0/8", "all", true),
                        network("10.1.0.0/16", "campus", true),
                        network("10.2.0.0/16", "campus", true),
                        network("10.1.2.0/24", "lab", false));

        assertThat(label(networks, "10.9.9.9").name()).isEqualTo("all");
        assertThat(label(networks, "10.1.9.9").name()).isEqualTo("campus");
        assertThat(label(networks, "10.1.2.9").name()).isEqualTo("lab");
        assertThat(label(networks, "11.0.0.1")).isNull();
        assertThat(labelId(networks, "10.1.9.9")).isEqualTo(labelId(networks, "10.2.9.9"));
        assertThat(labelId(networks, "11.0.0.1")).isZero();
        assertThat(networks.labels()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.1, 192.168.1.1, INTERNAL",
        "10.1.0.1, 8.8.8.8, OUTBOUND",
        "8.8.8.8, 10.1.0.1, INBOUND",
        "8.8.8.8, 9.9.9.9, EXTERNAL",
        "100.64.0.1, 8.8.8.8, EXTERNAL",
        "10.1.0.1, 224.0.0.251, INTERNAL",
        "8.8.8.8, 224.0.0.251, EXTERNAL",
        "0.0.0.0, 255.255.255.255, INTERNAL",
        "fe80::1, ff02::1, INTERNAL",
        "fd00::1, 2606:4700::1111, OUTBOUND",
    })
    void takesPrivateAddressesAsInsideIfNothingIsConfigured(
            String source, String destination, TrafficDirection direction) {
        assertThat(direction(UNCONFIGURED, source, destination)).isEqualTo(direction);
    }

    @ParameterizedTest
    @CsvSource({
        "5.5.1.1, 8.8.8.8, OUTBOUND",
        "8.8.8.8, 5.5.1.1, INBOUND",
        "5.5.1.1, 5.5.2.2, INTERNAL",
        "5.5.1.1, 10.1.1.1, INTERNAL",
        "5.5.1.1, 10.9.1.1, OUTBOUND",
        "5.5.66.1, 5.5.1.1, INBOUND",
        "8.8.8.8, 9.9.9.9, TRANSIT",
        "8.8.8.8, 240.0.0.1, EXTERNAL",
        "8.8.8.8, 10.9.1.1, EXTERNAL",
        "8.8.8.8, 239.1.1.1, EXTERNAL",
    })
    void tellsDirectionsByTheOperatorsNetworks(
            String source, String destination, TrafficDirection direction) {
        Networks networks =
                networks(
                        List.of("5.5.0.0/16"),
                        network("10.1.0.0/16", "campus", true),
                        network("5.5.66.0/24", "leased out", false));

        assertThat(direction(networks, source, destination)).isEqualTo(direction);
    }

    @ParameterizedTest
    @CsvSource({
        "PUBLIC, PRIVATE, public",
        "PRIVATE, PUBLIC, public",
        "PRIVATE, PRIVATE, private",
        "PRIVATE, MULTICAST, private",
        "PUBLIC, MULTICAST, public",
        "PRIVATE, CGNAT, private",
        "PRIVATE, INTERNAL, private",
        "PRIVATE, BOGON, private",
        "UNSPECIFIED, BROADCAST, private",
    })
    void tellsPublicTrafficFromPrivateAsElastiFlowDid(
            Locality one, Locality other, String trafficLocality) {
        assertThat(Locality.trafficLocality(one, other)).isEqualTo(trafficLocality);
    }

    private static Networks networks(List<String> internal, LabelledNetwork... labelled) {
        return Networks.of(ranges(internal), List.of(labelled));
    }

    private static LabelledNetwork network(String prefix, String name, boolean internal) {
        return new LabelledNetwork(
                AddressRange.parse(prefix),
                new NetworkLabel(name, null, null, null, null),
                internal);
    }

    private static List<AddressRange> ranges(List<String> prefixes) {
        return prefixes.stream().map(AddressRange::parse).toList();
    }

    private static int place(Networks networks, String address) {
        IpAddress parsed = AddressRange.parse(address).first();
        return networks.placeOf(parsed.high(), parsed.low());
    }

    private static Locality locality(Networks networks, String address) {
        return networks.locality(place(networks, address));
    }

    private static int labelId(Networks networks, String address) {
        return networks.labelId(place(networks, address));
    }

    private static NetworkLabel label(Networks networks, String address) {
        return networks.label(labelId(networks, address));
    }

    private static TrafficDirection direction(Networks networks, String from, String to) {
        return networks.direction(place(networks, from), place(networks, to));
    }
}
