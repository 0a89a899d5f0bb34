package io.weir.job.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.weir.job.config.NetworksConfiguration;
import io.weir.job.config.WeirConfiguration;
import io.weir.operators.detect.suppress.SuppressionFile;
import io.weir.operators.enrich.file.LoadReport;
import io.weir.operators.enrich.networks.Locality;
import io.weir.operators.enrich.networks.NetworksFile;
import io.weir.operators.enrich.networks.TrafficDirection;
import io.weir.operators.enrich.threat.AllowFile;
import io.weir.operators.enrich.threat.FeedFile;
import io.weir.operators.enrich.threat.ThreatFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of the guides on networks, threat feeds and suppressions are read as they stand
 * there.
 */
class ListGuidesTest {

    private static final Path GUIDES = Path.of("..", "docs", "how-to");

    @TempDir private Path directory;

    @Test
    void networksAreReadAsTheGuideShowsThem() throws IOException {
        String guide = guide("networks.md");

        NetworksFile csv = NetworksFile.read(write("networks.csv", example(guide, "csv")));
        NetworksFile yaml =
                NetworksFile.read(write("networks.yaml", example(guide, "networks.yaml")));

        assertThat(csv.report()).isEqualTo(new LoadReport(5, 0, List.of()));
        assertThat(yaml.report()).isEqualTo(new LoadReport(2, 0, List.of()));
        assertThat(configuration(guide).networks())
                .isEqualTo(
                        new NetworksConfiguration(
                                "/etc/weir/networks.csv",
                                WeirConfiguration.defaults().networks().internal()));
    }

    @Test
    void guideNamesEveryLocalityAndDirection() throws IOException {
        String guide = guide("networks.md");

        for (Locality locality : Locality.values()) {
            assertThat(guide).contains("`" + locality.text() + "`");
        }
        for (TrafficDirection direction : TrafficDirection.values()) {
            assertThat(guide).contains("`" + direction.text() + "`");
        }
    }

    @Test
    void feedsAreReadAsTheGuideShowsThem() throws IOException {
        String guide = guide("threat-feeds.md");

        FeedFile feed = FeedFile.read(write("feed.txt", example(guide, "feed")), null);
        AllowFile allowed =
                AllowFile.read(
                        write("ip_rep_whitelist.yml", example(guide, "ip_rep_whitelist.yml")));

        assertThat(feed.report()).isEqualTo(new LoadReport(4, 0, List.of()));
        assertThat(allowed.report()).isEqualTo(new LoadReport(2, 0, List.of()));
        assertThat(allowed.addresses().size()).isEqualTo(1);
        assertThat(configuration(guide).threats().feeds())
                .extracting(ThreatFeed::name, ThreatFeed::score, ThreatFeed::column)
                .containsExactly(
                        tuple("drop", 90, null),
                        tuple("attacks", 70, null),
                        tuple("c2", 100, "dst_ip"));
    }

    @Test
    void suppressionsAreReadAsTheGuideShowsThem() throws IOException {
        String guide = guide("suppress-alerts.md");

        SuppressionFile csv =
                SuppressionFile.read(write("suppressions.csv", example(guide, "csv")));
        SuppressionFile yaml =
                SuppressionFile.read(
                        write("suppressions.yaml", example(guide, "yaml suppressions.yaml")));

        assertThat(csv.report()).isEqualTo(new LoadReport(3, 0, List.of()));
        assertThat(yaml.report()).isEqualTo(new LoadReport(1, 0, List.of()));
        assertThat(configuration(guide).alerts().suppressions())
                .isEqualTo("/etc/weir/suppressions.csv");
    }

    private WeirConfiguration configuration(String guide) throws IOException {
        Path file = write("weir.yaml", example(guide, "yaml"));
        return WeirConfiguration.load(Optional.of(file), List.of(), Map.of());
    }

    private static String guide(String name) throws IOException {
        return Files.readString(GUIDES.resolve(name));
    }

    /** The one block of a kind, without its indentation. */
    private static String example(String guide, String kind) {
        Matcher block =
                Pattern.compile("(?s)( *)```" + Pattern.quote(kind) + "\n(.*?)\n *```")
                        .matcher(guide);
        assertThat(block.find()).as("a block of %s", kind).isTrue();
        return block.group(2).replaceAll("(?m)^" + block.group(1), "") + "\n";
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
