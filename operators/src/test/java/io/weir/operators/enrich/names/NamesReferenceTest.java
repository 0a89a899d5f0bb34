package io.weir.operators.enrich.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keeps the reference page as the tables are; writes it with {@code -Dweir.docs.write}. */
class NamesReferenceTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "names.md");

    private static final String INTRODUCTION =
            """
            # Names

            <!-- Made from the tables in io.weir.operators.enrich.names; do not edit. -->

            Flows carry numbers; documents show names. What is named by whom, the first that knows
            the name wins:

            | what | named by |
            |---|---|
            | service | IANA, by port and protocol |
            | application | the exporter (element 96, or its options table); the operator, by \
            application id; IANA, for ids of the engines 1 and 3; IEEE, for those of engine 18; \
            over all of them the operator, by server address and port |
            | interface | the exporter (elements 82 and 83, or its options table); the operator, by \
            exporter and index |
            | VLAN | the operator, by exporter and id or by id alone |
            | vendor of a MAC address | the operator, with a file of IEEE or Wireshark |
            | everything below | its registry |

            ## Files of the operator

            `names.applications`, `names.interfaces`, `names.sampling`, `names.vlans` and
            `rollups.interface-speeds` name files of one form: flat YAML, a key and its value on
            each line, in quotes or not, and `#` before a comment.

            | file | key | value |
            |---|---|---|
            | `names.applications` | server address and port: `192.0.2.1:8443`, \
            `[2001:db8::1]:8443` | name |
            | | application id: `13..453`, `20..9..500`, or for exporters of one kind \
            `cisco_nbar2__13..453`, `fortinet__0..41`, `velocloud__…` | name |
            | `names.interfaces` | exporter and interface index: `192.0.2.1/3` | name |
            | `names.sampling` | exporter, `192.0.2.1`, or one of its interfaces, `192.0.2.1/3` | \
            N of 1 in N; 0 and 1 are not sampled |
            | `names.vlans` | VLAN id, `100`, or that of one exporter, `192.0.2.1/100` | name |
            | `rollups.interface-speeds` | exporter and interface index: `192.0.2.1/3` | bits per \
            second, `10G` or `2.5M` |

            Of a key that is there twice the last one counts. A line that is wrong is left out; the
            log tells its number and what is wrong with it. A file that is missing, or has no right
            line at all, is an error at the start; while the job runs, what was read before stays
            in use. A file that changes is read again within seconds, without a restart.

            `names.mac-vendors` names a file of lines as in IEEE's `oui.csv`, `mam.csv`, `oui36.csv`
            and `cid.csv`, or in Wireshark's `manuf`. One file holds them all:
            `cat oui.csv mam.csv oui36.csv > vendors.csv`. The longest prefix wins.

            Application ids are written as documents show them: engine and selector, and with
            engine 20 the enterprise between them (RFC 6759 §4). Fortinet's may be written
            `0..41` or `20..12356..41`.

            ## Events

            What firewalls (element 233), address translators (element 230) and routers (element
            89) report. Other extended events of a Cisco ASA (element 33002) are shown by number,
            `extended-event-2014`: those over 1000 say why a flow was denied, those over 2000 why
            it ended, and their meaning is not published.

            | element | `event.action` | `event.outcome` | `event.reason` | `event.type` |
            |---|---|---|---|---|
            """;

    private static final String SERVICES =
            """

            ## Services

            All assigned pairs of port and protocol of IANA's registry (RFC 6335), shown as \
            `https (TCP/443)`; a port that is not assigned is `tcp/50000`. UDP-Lite has the ports \
            of UDP.

            | protocol | assigned ports |
            |---|---|
            """;

    @Test
    void pageIsAsTheTablesAre() throws IOException {
        String expected = page();
        if (System.getProperty("weir.docs.write") != null) {
            Files.writeString(PAGE, expected);
        }

        assertThat(PAGE)
                .as(
                        "%s is stale. Write it anew: ./mvnw -pl operators -am test"
                                + " -Dweir.docs.write -Dtest=NamesReferenceTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false",
                        PAGE)
                .content()
                .isEqualTo(expected);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        Registry.FIREWALL_EVENTS
                .numbers()
                .forEach(event -> event(page, "233 = " + event, FlowEvent.ofFirewall(event, 0)));
        Registry.FIREWALL_REASONS
                .numbers()
                .forEach(
                        extended ->
                                event(
                                        page,
                                        "233 = 3, 33002 = " + extended,
                                        FlowEvent.ofFirewall(3, extended)));
        Registry.NAT_EVENTS
                .numbers()
                .forEach(event -> event(page, "230 = " + event, FlowEvent.ofNat(event)));
        IntStream.concat(IntStream.of(128), Registry.FORWARDING_REASONS.numbers())
                .filter(ForwardingStatus::isDropped)
                .forEach(status -> event(page, "89 = " + status, FlowEvent.ofForwarding(status)));
        services(page);
        for (Registry registry : Registry.values()) {
            table(page, registry);
        }
        return page.toString();
    }

    private static void event(StringBuilder page, String element, FlowEvent event) {
        page.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %s |\n",
                        element,
                        event.action(),
                        event.outcome(),
                        event.reason() == null ? "" : event.reason(),
                        String.join(", ", event.types())));
    }

    private static void services(StringBuilder page) {
        Services services = Services.iana();
        page.append(SERVICES);
        IntStream.of(IpProtocols.TCP, IpProtocols.UDP, IpProtocols.SCTP, IpProtocols.DCCP)
                .forEach(
                        protocol ->
                                page.append("| ")
                                        .append(IpProtocols.text(protocol))
                                        .append(" | ")
                                        .append(assigned(services, protocol))
                                        .append(" |\n"));
    }

    private static long assigned(Services services, int protocol) {
        return IntStream.range(0, 1 << 16)
                .filter(port -> services.isRegistered(protocol, port))
                .count();
    }

    private static void table(StringBuilder page, Registry registry) {
        page.append("\n## ").append(registry.title()).append("\n\n");
        page.append("Source: ").append(registry.source()).append(".\n\n");
        page.append("| number | name |\n|---|---|\n");
        registry.numbers()
                .forEach(
                        number ->
                                page.append("| ")
                                        .append(number(registry, number))
                                        .append(" | ")
                                        .append(registry.nameOf(number))
                                        .append(" |\n"));
    }

    private static String number(Registry registry, int number) {
        return switch (registry) {
            case ETHER_TYPES -> String.format(Locale.ROOT, "0x%04x", number);
            case ICMP_CODES, ICMPV6_CODES -> (number >>> 8) + "." + (number & 0xff);
            default -> Integer.toString(number);
        };
    }
}
