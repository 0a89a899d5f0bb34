package io.weir.operators.enrich.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.operators.enrich.file.LineProblem;
import io.weir.operators.enrich.prefix.AddressRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworksFileTest {

    private static final NetworksLoader LOADER = new NetworksLoader(List.of());

    @TempDir private Path directory;

    @Test
    void readsCsv() throws IOException {
        NetworksFile file =
                NetworksFile.read(
                        file(
                                "networks.csv",
                                """
                                \ufeff# our networks
                                Prefix,name,site,zone,tenant,role,internal

                                10.1.0.0/16,"campus, north",berlin,trusted,"the ""A"" team",clients,yes
                                203.0.113.7,gateway
                                2001:db8::/32,,,,,,no
                                """));

        assertThat(file.report().problems()).isZero();
        assertThat(file.networks())
                .containsExactly(
                        new LabelledNetwork(
                                AddressRange.parse("10.1.0.0/16"),
                                new NetworkLabel(
                                        "campus, north",
                                        "berlin",
                                        "trusted",
                                        "the \"A\" team",
                                        "clients"),
                                true),
                        new LabelledNetwork(
                                AddressRange.parse("203.0.113.7"),
                                new NetworkLabel("gateway", null, null, null, null),
                                true),
                        new LabelledNetwork(
                                AddressRange.parse("2001:db8::/32"),
                                new NetworkLabel(null, null, null, null, null),
                                false));
    }

    @Test
    void readsYaml() throws IOException {
        NetworksFile file =
                NetworksFile.read(
                        file(
                                "networks.yaml",
                                """
                                # our networks
                                - prefix: 10.1.0.0/16
                                  name: campus
                                  zone:
                                - {prefix: "2001:db8::/32", tenant: 42, internal: no}
                                """));

        assertThat(file.report().problems()).isZero();
        assertThat(file.networks())
                .containsExactly(
                        new LabelledNetwork(
                                AddressRange.parse("10.1.0.0/16"),
                                new NetworkLabel("campus", null, null, null, null),
                                true),
                        new LabelledNetwork(
                                AddressRange.parse("2001:db8::/32"),
                                new NetworkLabel(null, null, null, "42", null),
                                false));
    }

    @Test
    void leavesOutWrongLinesAndNamesThem() throws IOException {
        NetworksFile file =
                NetworksFile.read(
                        file(
                                "networks.csv",
                                """
                                prefix,name,internal
                                10.1.0.0/16,campus
                                10.1.0.1/16,campus
                                10.2.0.0/16,"lab
                                10.3.0.0/16,lab,perhaps
                                10.4.0.0/16,a,yes,b
                                10.5.0.0/16,office
                                """));

        assertThat(file.networks())
                .extracting(n -> n.label().name())
                .containsExactly("campus", "office");
        assertThat(file.report().entries()).isEqualTo(2);
        assertThat(file.report().firstProblems())
                .extracting(LineProblem::toString)
                .containsExactly(
                        "line 3: '10.1.0.1/16' has bits set behind its prefix length; write"
                                + " 10.1.0.0/16 for the prefix or 10.1.0.1 for the address",
                        "line 4: a quote is not closed",
                        "line 5: internal is yes or no, not 'perhaps'",
                        "line 6: has 4 values for 3 columns; put those with commas in quotes");
    }

    @Test
    void leavesOutWrongItemsOfYaml() throws IOException {
        NetworksFile file =
                NetworksFile.read(
                        file(
                                "networks.yml",
                                """
                                - prefix: 10.1.0.0/16
                                - name: lab
                                - 10.2.0.0/16
                                - prefix: [10.3.0.0/16]
                                - prefix: 10.4.0.0/16
                                  colour: red
                                - prefix: 10.5.0.0/16
                                """));

        assertThat(file.networks()).hasSize(2);
        assertThat(file.report().firstProblems())
                .extracting(LineProblem::toString)
                .containsExactly(
                        "line 2: there is no prefix",
                        "line 3: is no mapping; write '- prefix: …'",
                        "line 4: has a value that is no plain text",
                        "line 5: 'colour' is none of prefix, name, site, zone, tenant, role,"
                                + " internal");
    }

    @Test
    void refusesFilesWithoutHeaderOrSyntax() throws IOException {
        Path csv = file("networks.csv", "10.1.0.0/16,campus\n");
        Path yaml = file("networks.yaml", "- prefix: 10.1.0.0/16\n- {name: [\n");
        Path mapping = file("mapping.yaml", "prefix: 10.1.0.0/16\n");

        assertThatThrownBy(() -> NetworksFile.read(csv))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "line 1: '10.1.0.0/16' is none of prefix, name, site, zone, tenant, role,"
                                + " internal; begin the file with the columns' names:"
                                + " prefix,name,site,zone,tenant,role,internal");
        assertThatThrownBy(() -> NetworksFile.read(yaml))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("this is not valid YAML");
        assertThatThrownBy(() -> NetworksFile.read(mapping))
                .hasMessage("it must be a list of networks: '- prefix: …'");
    }

    @Test
    void keepsThePreviousNetworksIfNoneAreLeft() throws IOException {
        Networks before = LOADER.load(file("networks.csv", "prefix,name\n10.0.0.0/8,all\n"));
        Path emptied = file("networks.csv", "prefix,name\n");
        Path wrong = file("wrong.csv", "prefix,name\nnowhere,all\n");

        assertThatThrownBy(() -> LOADER.reload(emptied, before))
                .isInstanceOf(IOException.class)
                .hasMessage("it has no networks any more");
        assertThatThrownBy(() -> LOADER.load(wrong))
                .hasMessage(
                        "none of its networks is right, line 2: 'nowhere' is no IPv4 or IPv6"
                                + " address");
        assertThat(LOADER.load(emptied).labels()).isZero();
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
