package io.weir.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sql.RuleCatalogue.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleCatalogueTest {

    @TempDir private Path directory;

    @Test
    void shippedRulesCanBeRead() {
        RuleCatalogue catalogue = RuleCatalogue.read(RuleSelection.SHIPPED);

        assertThat(catalogue.problems()).isEmpty();
        assertThat(catalogue.entries())
                .extracting(Entry::id)
                .containsExactlyElementsOf(ShippedRules.ids())
                .hasSizeGreaterThanOrEqualTo(10)
                .isSorted();
    }

    @Test
    void aRuleIsOnAsItsFileSaysUnlessItIsSwitched() {
        assertThat(states(List.of(), List.of()))
                .containsEntry("dns-tunnel", true)
                .containsEntry("p2p-client", false);
        assertThat(states(List.of("p2p-client"), List.of("dns-tunnel")))
                .containsEntry("dns-tunnel", false)
                .containsEntry("p2p-client", true);
        assertThat(states(List.of("p2p-client"), List.of("p2p-client")))
                .containsEntry("p2p-client", false);
    }

    @Test
    void anIdToSwitchThatNoRuleHasIsReported() {
        RuleCatalogue catalogue =
                RuleCatalogue.read(
                        new RuleSelection(Optional.empty(), List.of("nothing"), List.of("nobody")));

        assertThat(catalogue.problems())
                .extracting(RuleException::getMessage)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("nothing", "rules.switch-on"),
                        message -> assertThat(message).contains("nobody", "rules.switch-off"));
    }

    @Test
    void rulesOfTheOperatorAreAddedAndOtherFilesAreNot() throws IOException {
        write("b.sql", "rule-b");
        write("notes.txt", "no-rule");

        RuleCatalogue catalogue = own();
        assertThat(catalogue.problems()).isEmpty();
        assertThat(catalogue.entries())
                .extracting(Entry::id)
                .contains("rule-b", "dns-tunnel")
                .doesNotContain("no-rule");
    }

    @Test
    void aRuleOfTheOperatorReplacesTheShippedOneOfItsId() throws IOException {
        Path file = write("a.sql", "dns-tunnel");

        RuleCatalogue catalogue = own();
        assertThat(catalogue.problems()).isEmpty();
        assertThat(catalogue.entries())
                .filteredOn(entry -> entry.id().equals("dns-tunnel"))
                .containsExactly(new Entry("dns-tunnel", "t", 1, file.toString(), true));
    }

    @Test
    void aFileThatIsWrongIsReportedAndTheOthersAreRead() throws IOException {
        Files.writeString(directory.resolve("a.sql"), "SELECT 1");
        write("b.sql", "rule-b");

        assertThat(own().entries()).extracting(Entry::id).contains("rule-b");
        assertThat(problem())
                .contains(directory.resolve("a.sql").toString())
                .contains("'-- id: …' is missing");
    }

    @Test
    void anIdOfTwoFilesIsReported() throws IOException {
        write("a.sql", "rule");
        write("b.sql", "rule");

        assertThat(problem()).contains("b.sql", "a.sql is called 'rule' too");
    }

    @Test
    void aFileThatIsNoTextIsReported() throws IOException {
        Files.write(directory.resolve("a.sql"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThat(problem()).contains("a.sql", "cannot be read");
    }

    @Test
    void aDirectoryThatIsNotThereIsReported() {
        Path missing = directory.resolve("missing");
        RuleCatalogue catalogue =
                RuleCatalogue.read(new RuleSelection(Optional.of(missing), List.of(), List.of()));

        assertThat(catalogue.entries()).hasSameSizeAs(ShippedRules.ids());
        assertThat(catalogue.problems())
                .singleElement()
                .asString()
                .contains(missing.toString(), "rules.directory cannot be read");
    }

    @Test
    void rulesUnderTestAreOnWhateverTheirFilesSay() {
        assertThat(
                        RuleCatalogue.of(Map.of("p2p-client.sql", ShippedRules.rule("p2p-client")))
                                .entries())
                .singleElement()
                .matches(Entry::on);
    }

    private static Map<String, Boolean> states(List<String> on, List<String> off) {
        return RuleCatalogue.read(new RuleSelection(Optional.empty(), on, off)).entries().stream()
                .collect(Collectors.toMap(Entry::id, Entry::on));
    }

    private RuleCatalogue own() {
        return RuleCatalogue.read(new RuleSelection(Optional.of(directory), List.of(), List.of()));
    }

    private String problem() {
        assertThat(own().problems()).hasSize(1);
        return own().problems().get(0).getMessage();
    }

    private Path write(String name, String id) throws IOException {
        return Files.writeString(
                directory.resolve(name),
                "-- id: %s\n-- title: t\n-- category: scan\n-- severity: 1\nSELECT 1"
                        .formatted(id));
    }
}
