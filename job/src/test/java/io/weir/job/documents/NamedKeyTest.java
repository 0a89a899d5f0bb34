package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.documents.fields.Field;
import io.weir.job.documents.fields.TrafficKeyFields;
import io.weir.operators.enrich.names.IpProtocols;
import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.TrafficKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NamedKeyTest {

    /** All texts of the samples, in their order. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    EXPORTER          | 10.1.2.3, 2001:db8::1
                    INTERFACE         | 10.1.2.3/7/in, 10.1.2.3/7/out, 2001:db8::1/4294967295/out
                    SERVICE           | tcp/443, udp/0, unknown(200)/50000, icmp
                    APPLICATION       | none, ssl / web, 0000000000000005
                    AS | source/AS64500, destination/AS64500, \
                                        destination/AS4200000000, source/unknown
                    WAY               | inbound/public/DE, internal/private/unknown, \
                                        unknown/private/unknown
                    DSCP              | 46, 63, unknown
                    VLAN              | 10.1.2.3/20, 2001:db8::1/4095
                    TCP_FLAGS         | none, SYN-ACK, FIN-SYN-RST-PSH-ACK-URG-ECE-CWR-NS
                    SITE              | source/Berlin, destination/Berlin, source/0000000000000005
                    TENANT            | source/Berlin, destination/Berlin, source/0000000000000005
                    HOST              | 10.1.2.3, 2001:db8::1
                    CONVERSATION      | 10.1.2.3/2001:db8::1, 10.1.2.3/10.1.2.3
                    CLIENT_SERVER     | 10.1.2.3/2001:db8::1, 10.1.2.3/10.1.2.3
                    AS_PAIR           | AS64500/AS64501, AS64500/unknown, unknown/unknown
                    COUNTRY           | DE, unknown
                    """)
    void namesKeys(Dimension dimension, String texts) {
        assertThat(named(dimension).map(NamedKey::text)).containsExactly(texts.split(", +"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    EXPORTER          | {observer.ip=10.1.2.3}
                    INTERFACE         | {observer.ingress.interface.id=7, \
                    observer.ingress.interface.name=ge-0/0/7, observer.ip=10.1.2.3}
                    SERVICE           | {flow.service_name=https (TCP/443), network.iana_number=6, \
                    network.transport=tcp, server.port=443}
                    APPLICATION       | {}
                    AS | {source.as.number=64500, \
                    source.as.organization.name=Shipping}
                    WAY               | {flow.traffic_locality=public, geo.country_iso_code=DE, \
                    network.direction=inbound}
                    DSCP              | {flow.dscp=46, flow.dscp_name=EF}
                    VLAN              | {network.vlan.id=20, observer.ip=10.1.2.3}
                    TCP_FLAGS         | {flow.tcp_flag_set=none}
                    SITE              | {weir.source.network.site=Berlin}
                    TENANT            | {weir.source.network.tenant=Berlin}
                    CLIENT            | {client.ip=10.1.2.3}
                    SERVER            | {server.ip=10.1.2.3}
                    SOURCE            | {source.ip=10.1.2.3}
                    DESTINATION       | {destination.ip=10.1.2.3}
                    HOST              | {related.ip=[10.1.2.3]}
                    CONVERSATION      | {related.ip=[10.1.2.3, 2001:db8::1]}
                    CLIENT_SERVER     | {client.ip=10.1.2.3, server.ip=2001:db8::1}
                    AS_PAIR           | {destination.as.number=64501, source.as.number=64500}
                    COUNTRY           | {geo.country_iso_code=DE}
                    """)
    void saysOfAKeyWhatFlowsSay(Dimension dimension, String fields) {
        assertThat(fields(named(dimension).findFirst().orElseThrow())).hasToString(fields);
    }

    /** What a system that nobody names is called in flows, too. */
    @Test
    void takesTheNumberForTheOrganizationOfASystemWithoutAName() {
        TrafficKey unnamed = new TrafficKey(64_500, 1, 0, 0, null);

        assertThat(fields(NamedKey.of(Dimension.AS, unnamed)))
                .containsEntry("destination.as.organization.name", "64500");
    }

    @ParameterizedTest
    @EnumSource(Dimension.class)
    void leavesOutWhatIsNotKnown(Dimension dimension) {
        named(dimension)
                .forEach(
                        key ->
                                assertThat(fields(key).values())
                                        .doesNotContain("", "unknown", List.of()));
    }

    @Test
    void hasEachFieldThatKeysMayHave() {
        Set<String> written = new TreeSet<>();
        for (Dimension dimension : Dimension.values()) {
            named(dimension).forEach(key -> written.addAll(fields(key).keySet()));
        }

        assertThat(written)
                .containsExactlyInAnyOrderElementsOf(
                        TrafficKeyFields.ALL.stream().map(Field::name).toList());
    }

    @Test
    void tellsServicesOfAllProtocolsApart() {
        assertThat(IntStream.range(0, 256).mapToObj(IpProtocols::text)).doesNotHaveDuplicates();
    }

    /** Elasticsearch takes ids of up to 512 bytes. */
    @Test
    void keepsLongNamesOutOfIds() {
        TrafficKey key = new TrafficKey(0xabcdL, 1, 0, 0, "a".repeat(1_000));

        assertThat(NamedKey.of(Dimension.APPLICATION, key).id()).isEqualTo("000000000000abcd");
        assertThat(NamedKey.of(Dimension.SITE, key).id()).isEqualTo("destination/000000000000abcd");
    }

    private static Stream<NamedKey> named(Dimension dimension) {
        return TrafficSamples.keys(dimension).stream().map(key -> NamedKey.of(dimension, key));
    }

    private static Map<String, Object> fields(NamedKey key) {
        Map<String, Object> fields = new TreeMap<>();
        key.fields().forEach((field, value) -> fields.put(field.name(), value));
        return fields;
    }
}
