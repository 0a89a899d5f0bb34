package io.weir.operators.enrich.threat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.operators.enrich.file.LineProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedFileTest {

    @TempDir private Path directory;

    @Test
    void readsPlainLists() throws IOException {
        FeedFile feed =
                FeedFile.read(
                        file(
                                "drop.txt",
                                """
                                # a comment
                                ; another
                                192.0.2.0/24 ; SBL1
                                198.51.100.7
                                198.51.100.9 - 198.51.100.12 # four

                                2001:db8::/32
                                """),
                        null);

        assertThat(addresses(feed.addresses()))
                .containsExactly(
                        "192.0.2.0-192.0.2.255",
                        "198.51.100.7",
                        "198.51.100.9-198.51.100.12",
                        "2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff");
        assertThat(feed.report().problems()).isZero();
    }

    @Test
    void leavesOutWrongLinesAndNamesThem() throws IOException {
        FeedFile feed =
                FeedFile.read(
                        file("list.txt", "192.0.2.1\nevil.example\n192.0.2.1/24\n192.0.2.3\n"),
                        null);

        assertThat(addresses(feed.addresses())).containsExactly("192.0.2.1", "192.0.2.3");
        assertThat(feed.report().firstProblems())
                .extracting(LineProblem::toString)
                .containsExactly(
                        "line 2: 'evil.example' is no IPv4 or IPv6 address",
                        "line 3: '192.0.2.1/24' has bits set behind its prefix length; write"
                                + " 192.0.2.0/24 for the prefix or 192.0.2.1 for the address");
    }

    @Test
    void readsAColumnOfCsvByItsName() throws IOException {
        Path path =
                file(
                        "c2.csv",
                        """
                        # botnet controllers
                        "first_seen","dst_ip","dst_port"
                        "2026-11-01 10:00:00","192.0.2.1","443"
                        "2026-11-02","192.0.2.2"
                        "2026-11-03"
                        """);

        FeedFile feed = FeedFile.read(path, "dst_ip");

        assertThat(addresses(feed.addresses())).containsExactly("192.0.2.1", "192.0.2.2");
        assertThat(feed.report().firstProblems())
                .extracting(LineProblem::toString)
                .containsExactly("line 5: has no column 2 but only 1");
        assertThatThrownBy(() -> FeedFile.read(path, "ip"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "line 2: there is no column 'ip'; there are first_seen, dst_ip, dst_port");
    }

    @Test
    void readsAColumnOfCsvByItsNumberWithOrWithoutHeader() throws IOException {
        FeedFile with = FeedFile.read(file("a.csv", "id;address\n1;192.0.2.1\n"), "2");
        FeedFile without = FeedFile.read(file("b.csv", "1\t192.0.2.1\n2\t192.0.2.2\n"), "2");

        assertThat(addresses(with.addresses())).containsExactly("192.0.2.1");
        assertThat(with.report().problems()).isZero();
        assertThat(addresses(without.addresses())).containsExactly("192.0.2.1", "192.0.2.2");
    }

    @Test
    void readsTheCommentsOfNetsets() throws IOException {
        FeedFile feed =
                FeedFile.read(
                        file(
                                "attacks.netset",
                                """
                                #
                                # attacks
                                #
                                # ipv4 hash:net ipset
                                #
                                # List source URL : https://lists.example/attacks
                                # Source File Date: Thu Nov  5 05:18:53 UTC 2026
                                #
                                # Category        : attacks
                                # Category        : a later one
                                #
                                192.0.2.0/24
                                """),
                        null);

        assertThat(feed.category()).isEqualTo("attacks");
        assertThat(feed.url()).isEqualTo("https://lists.example/attacks");
        assertThat(feed.dated()).isEqualTo(Instant.parse("2026-11-05T05:18:53Z"));
    }

    @Test
    void isAsOldAsTheFileWhereNothingIsSaid() throws IOException {
        Instant written = Instant.parse("2026-11-01T00:00:00Z");
        Path path = file("list.txt", "# Source File Date: yesterday\n192.0.2.1\n");
        Files.setLastModifiedTime(path, FileTime.from(written));

        FeedFile feed = FeedFile.read(path, null);

        assertThat(feed.dated()).isEqualTo(written);
        assertThat(feed.category()).isNull();
        assertThat(feed.url()).isNull();
    }

    @Test
    void refusesAFeedThatHasLostItsAddresses() throws IOException {
        FeedLoader loader = new FeedLoader(null);
        FeedFile before = loader.load(file("list.txt", "192.0.2.1\n"));
        Path emptied = file("list.txt", "# nothing\n");
        Path page = file("page.txt", "<html>\nNot found\n");

        assertThatThrownBy(() -> loader.reload(emptied, before))
                .isInstanceOf(IOException.class)
                .hasMessage("it has no addresses any more, where it had 1");
        assertThatThrownBy(() -> loader.load(page))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "none of its lines is right, line 1: '<html>' is no IPv4 or IPv6 address");
        assertThat(loader.load(emptied).addresses().size()).isZero();
    }

    @Test
    void readsTheAllowListOfElastiFlow() throws IOException {
        AllowFile allowed =
                AllowFile.read(
                        file(
                                "ip_rep_whitelist.yml",
                                """
                                ---
                                # resolvers
                                "192.0.2.1": "true"
                                '192.0.2.2': yes  # ours
                                192.0.2.3: whatever
                                "192.0.2.4": "false"
                                192.0.2.5: false
                                "2001:db8::1": "true"
                                "192.0.2.6"
                                "198.51.100.0/24": "true"
                                """));

        assertThat(addresses(allowed.addresses()))
                .containsExactly(
                        "192.0.2.1",
                        "192.0.2.2",
                        "192.0.2.3",
                        "198.51.100.0-198.51.100.255",
                        "2001:db8::1");
        assertThat(allowed.report().firstProblems())
                .extracting(LineProblem::toString)
                .containsExactly("line 9: is not of the form \"192.0.2.1\": \"true\"");
    }

    @Test
    void readsAPlainAllowList() throws IOException {
        AllowFile allowed = AllowFile.read(file("allow.txt", "192.0.2.1 # ours\n"));

        assertThat(addresses(allowed.addresses())).containsExactly("192.0.2.1");
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static List<String> addresses(AddressList list) {
        List<String> addresses = new ArrayList<>();
        list.forEach(range -> addresses.add(range.toString()));
        return addresses;
    }
}
