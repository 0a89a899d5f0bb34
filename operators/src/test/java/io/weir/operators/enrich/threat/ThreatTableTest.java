package io.weir.operators.enrich.threat;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.file.LoadReport;
import io.weir.operators.enrich.prefix.AddressRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreatTableTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void mergesAllFeedsThatListAnAddress() {
        ThreatTable table =
                merge(
                        null,
                        feed("a", List.of("scanner"), 30, "https://a.example", "5.5.0.0/16"),
                        feed("b", List.of("c2", "botnet"), 90, null, "5.5.5.0/24", "6.6.6.6"),
                        feed("c", List.of("c2"), 60, "https://c.example", "5.5.5.5"));

        assertThat(threat(table, "5.5.1.1"))
                .isEqualTo(
                        new Threat(
                                List.of("a"),
                                List.of("scanner"),
                                30,
                                List.of("https://a.example")));
        assertThat(threat(table, "5.5.5.5"))
                .isEqualTo(
                        new Threat(
                                List.of("a", "b", "c"),
                                List.of("botnet", "c2", "scanner"),
                                90,
                                List.of("https://a.example", "https://c.example")));
        assertThat(threat(table, "5.5.5.6").feeds()).containsExactly("a", "b");
        assertThat(threat(table, "6.6.6.6").feeds()).containsExactly("b");
        assertThat(threat(table, "6.6.6.7")).isNull();
        assertThat(id(table, "6.6.6.7")).isZero();
    }

    @Test
    void letsTheAllowListWinOverLongerAndShorterPrefixes() {
        ThreatTable table =
                merge(
                        allowed("5.5.5.0/24", "8.8.8.8"),
                        feed("a", List.of(), 50, null, "5.5.0.0/16", "5.5.5.5", "8.8.8.8"));

        assertThat(id(table, "5.5.1.1")).isPositive();
        assertThat(id(table, "5.5.5.5")).isZero();
        assertThat(id(table, "5.5.5.6")).isZero();
        assertThat(id(table, "8.8.8.8")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.1.1",
                "192.168.1.1",
                "100.64.0.1",
                "127.0.0.1",
                "169.254.1.1",
                "224.0.0.1",
                "255.255.255.255",
                "0.0.0.0",
                "::1",
                "fe80::1",
                "fd00::1",
                "ff02::1"
            })
    void isSilentOnAddressesThatEachNetworkHas(String address) {
        ThreatTable table = merge(null, feed("all", List.of(), 50, null, "0.0.0.0/0", "::/0"));

        assertThat(id(table, address)).isZero();
        assertThat(id(table, "9.9.9.9")).isPositive();
        assertThat(id(table, "2606:4700::1")).isPositive();
    }

    @Test
    void tagsByCategoryOrNameWhereNoTagsAreGiven() {
        ThreatFeed feed = new ThreatFeed("a", "a.txt", null, List.of(), 50, null, null);
        ThreatTable table =
                merge(
                        null,
                        new ThreatTable.Loaded(
                                feed,
                                new FeedFile(
                                        list("6.6.6.6"),
                                        new LoadReport(1, 0, List.of()),
                                        NOW,
                                        "attacks",
                                        "https://a.example")),
                        feed("b", List.of(), 50, null, "7.7.7.7"));

        assertThat(threat(table, "6.6.6.6").tags()).containsExactly("attacks");
        assertThat(threat(table, "6.6.6.6").urls()).containsExactly("https://a.example");
        assertThat(threat(table, "7.7.7.7").tags()).containsExactly("b");
    }

    @Test
    void leavesOutFeedsThatAreTooOld() {
        ThreatTable.Loaded week = aged("week", Duration.ofDays(7), "6.6.6.6");
        ThreatTable.Loaded day = aged("day", Duration.ofDays(1), "6.6.6.6", "7.7.7.7");

        ThreatTable fresh = ThreatTable.merge(List.of(week, day), null, NOW);
        ThreatTable later =
                ThreatTable.merge(List.of(week, day), null, NOW.plus(Duration.ofDays(1)));

        assertThat(threat(fresh, "6.6.6.6").feeds()).containsExactly("week", "day");
        assertThat(fresh.expired()).isEmpty();
        assertThat(fresh.nextExpiry()).isEqualTo(NOW.plus(Duration.ofDays(1)));
        assertThat(threat(later, "6.6.6.6").feeds()).containsExactly("week");
        assertThat(id(later, "7.7.7.7")).isZero();
        assertThat(later.expired()).containsExactly("day");
        assertThat(later.nextExpiry()).isEqualTo(NOW.plus(Duration.ofDays(7)));
    }

    /** The predecessor wrote the destination's tags into the source's. */
    @Test
    void unitesTagsWithoutChangingThoseOfEitherEnd() {
        Threat one = new Threat(List.of("a"), List.of("c2", "scanner"), 1, List.of());
        Threat other = new Threat(List.of("b"), List.of("botnet", "c2"), 1, List.of());

        assertThat(Threat.tagsOf(one, other)).containsExactly("botnet", "c2", "scanner");
        assertThat(Threat.tagsOf(one, null)).containsExactly("c2", "scanner");
        assertThat(Threat.tagsOf(null, null)).isEmpty();
        assertThat(one.tags()).containsExactly("c2", "scanner");
        assertThat(other.tags()).containsExactly("botnet", "c2");
    }

    private static ThreatTable merge(AllowFile allowed, ThreatTable.Loaded... feeds) {
        return ThreatTable.merge(List.of(feeds), allowed, NOW);
    }

    private static ThreatTable.Loaded feed(
            String name, List<String> tags, int score, String url, String... addresses) {
        return new ThreatTable.Loaded(
                new ThreatFeed(name, name + ".txt", null, tags, score, url, null), file(addresses));
    }

    private static ThreatTable.Loaded aged(String name, Duration maxAge, String... addresses) {
        return new ThreatTable.Loaded(
                new ThreatFeed(name, name + ".txt", null, List.of(), 50, null, maxAge),
                file(addresses));
    }

    private static FeedFile file(String... addresses) {
        return new FeedFile(
                list(addresses), new LoadReport(addresses.length, 0, List.of()), NOW, null, null);
    }

    private static AllowFile allowed(String... addresses) {
        return new AllowFile(list(addresses), new LoadReport(addresses.length, 0, List.of()));
    }

    private static AddressList list(String... addresses) {
        AddressList list = new AddressList();
        for (String address : addresses) {
            list.add(AddressRange.parse(address));
        }
        return list;
    }

    private static int id(ThreatTable table, String address) {
        IpAddress parsed = AddressRange.parse(address).first();
        return table.idOf(parsed.high(), parsed.low());
    }

    private static Threat threat(ThreatTable table, String address) {
        return table.threat(id(table, address));
    }
}
