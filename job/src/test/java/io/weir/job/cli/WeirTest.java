package io.weir.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.job.generate.SimulationTotals;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class WeirTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    @AfterEach
    void showsNoStackTrace() {
        assertThat(out + "\n" + err).doesNotContain("\tat ");
    }

    @Test
    void asksForCommand() {
        assertThat(weir()).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("Missing command.")
                .contains("Usage: weir", "demo", "run", "decode", "analyze", "generate", "check");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--verbos",
                "nonsense",
                "demo --verbos",
                "run --verbos",
                "decode --verbos x.pcap",
                "analyze --verbos x.pcap",
                "generate --verbos",
                "check --verbos",
                "setup --verbos",
                "setup elasticsearch --verbos",
                "decode",
                "analyze",
                "analyze --format xml x.pcap",
                "demo --duration 60",
                "demo --duration 0s",
                "demo --udp-port 65536",
                "demo --rate 0"
            })
    void refusesWrongUsage(String arguments) {
        assertThat(weir(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void namesOptionValueAndWhatIsAllowed() {
        assertThat(weir("demo", "--http-port", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("'--http-port': '0'; allowed: 1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "analyze x.pcap", "check"})
    void refusesWrongConfiguration(String command) {
        String[] arguments = (command + " --set topn.size=0 --set topn.sise=1").split(" ");

        assertThat(weir(arguments)).isEqualTo(2);
        assertThat(out.toString() + err)
                .contains("topn.size: '0' is not allowed", "a whole number from 1 to 1000")
                .contains("topn.sise: there is no such key", "the nearest is topn.size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "analyze x.pcap", "check"})
    void refusesConfigurationFileThatIsMissing(String command) {
        String file = folder.resolve("missing.yaml").toString();

        assertThat(weir((command + " --config " + file).split(" "))).isEqualTo(2);
        assertThat(out.toString() + err).contains(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"decode", "analyze"})
    void failsOnCaptureThatIsMissing(String command) {
        String file = folder.resolve("missing.pcap").toString();

        assertThat(weir(command, file)).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines(file + ": there is no such file.");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"decode", "analyze"})
    void failsOnFileThatIsNoCapture(String command) throws IOException {
        Path file = Files.writeString(folder.resolve("garbage.pcap"), "neither pcap nor pcapng");

        assertThat(weir(command, file.toString())).isEqualTo(1);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains(file + " is damaged or not a capture: at offset 0 expected pcap");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"decode", "analyze"})
    void failsOnFolder(String command) {
        assertThat(weir(command, folder.toString())).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).startsWith(folder + " cannot be read: ");
    }

    @Test
    void decodesOneDocumentPerFlow() throws IOException {
        Path file = folder.resolve("flows.pcap");
        SimulationTotals sent = write(file);

        assertThat(weir("decode", file.toString())).isZero();

        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize((int) sent.flows());
        ObjectMapper json = new ObjectMapper();
        List<String> protocols = new ArrayList<>();
        for (String line : lines) {
            JsonNode document = json.readTree(line);
            assertThat(document.at("/source/ip").isTextual()).isTrue();
            protocols.add(document.at("/weir/protocol").asText());
        }
        assertThat(protocols).contains("netflow_v5", "netflow_v9", "ipfix");
        assertThat(err.toString())
                .hasLineCount(1)
                .startsWith(file + ": " + sent.datagrams() + " datagrams, " + sent.flows())
                .contains(" flows, ", "0 sets without template", "malformed: none");
    }

    @Test
    void decodesTheOtherFilesWhereOneIsBroken() throws IOException {
        Path good = folder.resolve("flows.pcap");
        SimulationTotals sent = write(good);
        Path missing = folder.resolve("missing.pcap");

        assertThat(weir("decode", missing.toString(), good.toString())).isEqualTo(1);

        assertThat(out.toString()).hasLineCount((int) sent.flows());
        assertThat(err.toString()).hasLineCount(2).contains("no such file", " 0 sets without");
    }

    static Stream<CommandLine> commands() {
        return withSubcommands(Weir.commandLine());
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().flatMap(WeirTest::withSubcommands));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpSaysWhatEachOptionDoes(CommandLine command) {
        assertThat(weir(arguments(command, "--help"))).isZero();

        String help = out.toString();
        assertThat(help).contains("Usage: " + command.getCommandSpec().qualifiedName());
        for (OptionSpec option : command.getCommandSpec().options()) {
            assertThat(help).contains(option.longestName());
            assertThat(option.description()).as(option.longestName()).isNotEmpty();
        }
        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
        command.getSubcommands().keySet().forEach(name -> assertThat(help).contains(name));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void tellsItsVersion(CommandLine command) {
        assertThat(weir(arguments(command, "--version"))).isZero();
        assertThat(out.toString()).matches("weir [0-9]+[.][0-9]+[.][0-9]+(-SNAPSHOT)?\\R");
    }

    private static String[] arguments(CommandLine command, String option) {
        String[] words = (command.getCommandSpec().qualifiedName() + " " + option).split(" ");
        return Stream.of(words).skip(1).toArray(String[]::new);
    }

    private static SimulationTotals write(Path file) throws IOException {
        return Simulation.write(
                SimulationOptions.defaults().withDuration(Duration.ofSeconds(2)),
                Instant.parse("2026-01-01T12:00:00Z"),
                file);
    }

    private int weir(String... arguments) {
        return Weir.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
