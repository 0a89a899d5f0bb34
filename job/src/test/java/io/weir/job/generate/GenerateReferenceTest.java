package io.weir.job.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.generate.Attack.Expectation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps the tables of scenarios on the reference page as they are declared; writes them with {@code
 * -Dweir.docs.write}.
 */
class GenerateReferenceTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "generate.md");
    private static final String BEGIN =
            "<!-- scenarios: made from io.weir.job.generate, do not edit -->\n";
    private static final String END = "<!-- end of scenarios -->\n";
    private static final Network NETWORK = new Network(SimulationOptions.PROTOCOLS);

    @Test
    void tablesAreAsTheScenariosAreDeclared() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        String expected = page.substring(0, from) + tables() + page.substring(to);
        if (System.getProperty("weir.docs.write") != null) {
            Files.writeString(PAGE, expected);
        }

        assertThat(PAGE)
                .as(
                        "%s is stale. Write it anew: ./mvnw -pl job -am test -Dweir.docs.write"
                                + " -Dtest=GenerateReferenceTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false",
                        PAGE)
                .content()
                .isEqualTo(expected);
    }

    private static String tables() {
        StringBuilder text = new StringBuilder();
        text.append("| group | what |\n|---|---|\n");
        for (Scenario scenario : Scenarios.all()) {
            if (scenario instanceof ScenarioGroup) {
                text.append(row(code(scenario.name()), scenario.description()));
            }
        }
        text.append("\n| attack | what | flows/s | entity | rule | also right | technique |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        Attacks.ALL.forEach(attack -> text.append(attackRow(attack)));
        text.append("\n| anomaly | what | flows/s | when | about | rule | also right |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        Anomalies.ALL.forEach(anomaly -> text.append(anomalyRow(anomaly)));
        text.append("\n| look-alike | what | flows/s | entity |\n|---|---|---|---|\n");
        LookAlikes.ALL.forEach(lookAlike -> text.append(lookAlikeRow(lookAlike)));
        return text.toString();
    }

    private static String attackRow(SingleScenario scenario) {
        Expectation expected = expected(scenario);
        return row(
                code(scenario.name()),
                scenario.description(),
                rate(scenario),
                entities(expected),
                code(expected.rule()),
                codes(expected.also()),
                expected.technique());
    }

    private static String anomalyRow(SingleScenario scenario) {
        Expectation expected = expected(scenario);
        return row(
                code(scenario.name()),
                scenario.description(),
                rate(scenario),
                when(scenario.period()),
                expected.scopes().isEmpty() ? entities(expected) : codes(expected.scopes()),
                code(expected.rule()),
                codes(expected.also()));
    }

    private static String when(Period period) {
        return "from minute "
                + period.onset().toMinutes()
                + " on, for "
                + period.length().toMinutes()
                + " min";
    }

    private static String lookAlikeRow(SingleScenario scenario) {
        return row(
                code(scenario.name()),
                scenario.description(),
                rate(scenario),
                entities(expected(scenario)));
    }

    private static Expectation expected(SingleScenario scenario) {
        return scenario.attack(NETWORK, new SplittableRandom(1)).expected();
    }

    private static String rate(SingleScenario scenario) {
        return String.format(Locale.ROOT, "%s", scenario.flowsPerSecond()).replaceAll("\\.0$", "");
    }

    private static String entities(Expectation expected) {
        return expected.entities().isEmpty()
                ? "many"
                : List.copyOf(expected.entities()).stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
    }

    private static String codes(List<String> texts) {
        return texts.stream().map(GenerateReferenceTest::code).collect(Collectors.joining(", "));
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String row(String... cells) {
        return Stream.of(cells).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
