package io.weir.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationErrorsTest {

    @TempDir private Path directory;

    @Test
    void reportsAllErrorsTogether() {
        List<String> errors =
                errors(
                        "listen:\n  udp: [2055, 70000]\n  queu: 1GiB\n",
                        List.of("topn.size=0", "windows.horizon"),
                        Map.of("WEIR_RULES_ENABLED", "yes"));

        Path file = directory.resolve("weir.yaml");
        assertThat(errors)
                .containsExactlyInAnyOrder(
                        "listen.udp: '2055,70000' is not allowed ("
                                + file
                                + ", line 2); allowed: a list, each once, of: NAME=PORT or PORT,"
                                + " the name of 1 to 32 a-z, 0-9 or -, the port from 1 to 65535.",
                        "listen.queu: there is no such key ("
                                + file
                                + ", line 3); the nearest is listen.queue.",
                        "topn.size: '0' is not allowed (--set); allowed: a whole number from 1 to"
                                + " 1000.",
                        "--set windows.horizon: there is no '='; write --set KEY=VALUE.",
                        "rules.enabled: 'yes' is not allowed (variable WEIR_RULES_ENABLED);"
                                + " allowed: true or false.");
    }

    @Test
    void refusesTwoThreatFeedsOfOneName() {
        assertThat(errors(List.of("threats.feeds=a=a.txt, b=b.txt, a=c.txt")))
                .containsExactly("threats.feeds: the name 'a' is given to two feeds; rename one.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop",
                "drop=",
                "Drop=drop.txt",
                "drop=drop.txt score=101",
                "drop=drop.txt score=-1",
                "drop=drop.txt score=9 score=8",
                "drop=drop.txt tags=",
                "drop=drop.txt tags=a++b",
                "drop=drop.txt max-age=0s",
                "drop=drop.txt max-age=7",
                "drop=drop.txt column=0",
                "drop=drop.txt colour=red",
                "drop=drop.txt and more"
            })
    void refusesThreatFeedsThatAreNone(String feed) {
        assertThat(errors(List.of("threats.feeds=" + feed)))
                .singleElement()
                .asString()
                .startsWith("threats.feeds: '" + feed + "' is not allowed (--set); allowed: ")
                .contains("NAME=FILE");
    }

    @Test
    void refusesToTryOutRulesThatThereAreNot() {
        assertThat(errors(List.of("alerts.dry-run=login-brute-force, syn-scan-horizontl")))
                .containsExactly(
                        "alerts.dry-run: there is no rule 'syn-scan-horizontl'; the nearest is"
                                + " syn-scan-horizontal.");
    }

    @Test
    void takesAnyRuleToTryOutWhereNotAllRulesCanBeRead() {
        assertThat(
                        WeirConfiguration.load(
                                        Optional.empty(),
                                        List.of(
                                                "alerts.dry-run=of-the-operator",
                                                "rules.directory=/nowhere"),
                                        Map.of())
                                .alerts()
                                .dryRun())
                .containsExactly("of-the-operator");
    }

    @Test
    void refusesFewerOpenAlertsThanAMinuteOpens() {
        assertThat(errors(List.of("alerts.open-per-rule=59")))
                .containsExactly(
                        "alerts.open-per-rule: '59' is less than the 60 of"
                                + " alerts.per-rule-and-minute; raise it or lower that.");
    }

    @Test
    void refusesInternalNetworksWithBitsBehindTheirLength() {
        assertThat(errors(List.of("networks.internal=10.1.2.3/8")))
                .singleElement()
                .asString()
                .startsWith("networks.internal: '10.1.2.3/8' is not allowed (--set)")
                .contains("a prefix without bits behind its length, as in 192.0.2.0/24");
    }

    @Test
    void asksForTheFilesThatTlsNeeds() {
        assertThat(errors(List.of("tcp.tls-ports=4740", "tcp.private-key=/etc/weir/server.key")))
                .containsExactly(
                        "tcp.certificate: is not given, but tcp.tls-ports needs it; name a file.");
    }

    @Test
    void refusesTwoTcpListenersOfOneNameOrPort() {
        assertThat(errors(List.of("tcp.ports=edge=4739, far=4741, edge=4742, 4741")))
                .containsExactly(
                        "tcp.ports, tcp.tls-ports: the name 'edge' is given to two listeners;"
                                + " rename one.",
                        "tcp.ports, tcp.tls-ports: port 4741 is given to two listeners; remove"
                                + " one.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector", "analysis"})
    void namesTheMissingBrokersOfARoleThatNeedsThem(String role) {
        assertThat(errors(List.of("pipeline.role=" + role)))
                .containsExactly(
                        "kafka.bootstrap-servers: is missing, and pipeline.role needs it; give it"
                                + " as HOST:PORT, or set pipeline.role to all-in-one.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"kafka", "kafka:0", "kafka:65536", ":9092", "http://kafka:9092", "a b:1"})
    void refusesBrokersThatAreNotHostAndPort(String server) {
        assertThat(errors(List.of("kafka.bootstrap-servers=" + server)))
                .singleElement()
                .asString()
                .contains("kafka.bootstrap-servers", "HOST:PORT");
    }

    @Test
    void namesTheMissingBrokersOfStreamsThatNeedThem() {
        assertThat(errors(List.of("streams.alerts.kafka=all")))
                .containsExactly(
                        "kafka.bootstrap-servers: is missing, and streams.alerts.kafka needs it;"
                                + " give it as HOST:PORT.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollups", "topn", "conversations", "alerts", "exporters"})
    void refusesPartsOfStreamsThatMeanSomethingOnlyAsAWhole(String stream) {
        String key = "streams." + stream + ".kafka";
        assertThat(errors(List.of(key + "=1/10")))
                .containsExactly(
                        key
                                + ": '1/10' is not allowed (--set); allowed: off or all; 1/N is for"
                                + " flows only.");
    }

    @Test
    void refusesTopicOfMessagesThatHasAnotherUse() {
        assertThat(
                        errors(
                                List.of(
                                        "kafka.bootstrap-servers=a:9092",
                                        "streams.flows.kafka=1/2",
                                        "kafka.raw-topic=weir-flows")))
                .containsExactly(
                        "kafka.sinks.topic-prefix: the topic 'weir-flows' has another use; change"
                                + " it, kafka.raw-topic or kafka.dead-letter-topic.");
    }

    @Test
    void refusesTransactionsWithoutCheckpoints() {
        List<String> transactions =
                List.of(
                        "kafka.bootstrap-servers=a:9092",
                        "streams.flows.kafka=1/2",
                        "kafka.sinks.delivery=exactly-once",
                        "pipeline.checkpoint-interval=0s");
        assertThat(errors(transactions))
                .containsExactly(
                        "kafka.sinks.delivery: exactly-once needs checkpoints, and"
                                + " pipeline.checkpoint-interval is 0s; give an interval, or"
                                + " at-least-once.");
    }

    @Test
    void refusesFilesWithoutCheckpoints() {
        assertThat(errors(List.of("streams.topn.file=all", "pipeline.checkpoint-interval=0s")))
                .containsExactly(
                        "streams.topn.file: files are finished at checkpoints, and"
                                + " pipeline.checkpoint-interval is 0s; give an interval.");
    }

    @Test
    void refusesOneTopicForDatagramsAndDeadLetters() {
        assertThat(errors(List.of("kafka.raw-topic=a", "kafka.dead-letter-topic=a")))
                .containsExactly(
                        "kafka.raw-topic and kafka.dead-letter-topic: both are 'a'; dead letters"
                                + " need a topic of their own.");
    }

    @ParameterizedTest
    @CsvSource({
        "listen.upd,                 listen.udp",
        "elasticsearch.url,          elasticsearch.urls",
        "detections.synscan.hosts,   detections.syn-scan.hosts",
        "window.horizon,             windows.horizon",
        "elasticsearch.bulk_actions, elasticsearch.bulk-actions",
    })
    void namesTheNearestKnownKey(String unknown, String nearest) {
        assertThat(errors(List.of(unknown + "=1")))
                .containsExactly(
                        unknown
                                + ": there is no such key (--set); the nearest is "
                                + nearest
                                + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WEIR_LISTEN_PORT_", "WEIR_TOPN_RANKS", "WEIR_WINDOW_HORIZON"})
    void refusesUnknownVariables(String variable) {
        assertThat(errors("", List.of(), Map.of(variable, "1")))
                .singleElement()
                .asString()
                .startsWith(variable + ": there is no such variable; the nearest is WEIR_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "WEIR_HOME",
                "WEIR_ELASTICSEARCH_SERVICE_HOST",
                "WEIR_ELASTICSEARCH_SERVICE_PORT_HTTP",
                "WEIR_LISTEN_PORT",
                "WEIR_LISTEN_PORT_2055_UDP_ADDR"
            })
    void leavesVariablesOfOthersAlone(String variable) {
        assertThat(load("", List.of(), Map.of(variable, "1")))
                .isEqualTo(WeirConfiguration.defaults());
    }

    @Test
    void namesTheKeysOfASectionThatIsGivenAValue() {
        assertThat(errors(List.of("windows=5m")))
                .containsExactly(
                        "windows: takes no value itself (--set); the keys in it are"
                                + " windows.horizon, windows.booking, windows.hours,"
                                + " windows.distinct.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listen.address          | localhost",
                "listen.address          | 192.0.2.256",
                "listen.address          | g::1",
                "listen.udp              | 0",
                "listen.udp              | 2055,2055",
                "listen.udp              | []",
                "listen.udp              | NetFlow=2055",
                "listen.udp              | netflow=",
                "listen.udp              | =2055",
                "listen.allow            | 192.0.2.0/33",
                "listen.address          | 999.1.1.1",
                "listen.address          | 10.0.0.256",
                "listen.allow            | example.net",
                "listen.foreign-sockets  | share",
                "listen.receive-buffer   | 64KiB",
                "listen.receive-buffer   | 2GiB",
                "listen.receive-buffer   | 8388608",
                "listen.queue            | 1mib",
                "listen.queue            | 2GiB",
                "pipeline.parallelism    | -1",
                "pipeline.spread         | sometimes",
                "pipeline.checkpoint-interval | 999ms",
                "windows.horizon         | 36m",
                "detections.syn-scan.window | 15s",
                "detections.syn-scan.hosts  | 257",
                "rules.enabled           | yes",
                "elasticsearch.urls      | 127.0.0.1:9200",
                "elasticsearch.urls      | http://es:9200/path",
                "elasticsearch.urls      | http://es:99999",
                "elasticsearch.index-prefix | Weir",
                "elasticsearch.index-prefix | -weir",
                "elasticsearch.index-prefix | we#ir",
                "streams.flows.kafka     | some",
                "streams.flows.kafka     | 1/0",
                "streams.flows.kafka     | 1/1000001",
                "streams.flows.kafka     | 2/3",
                "streams.flows.retention | 0d",
                "streams.flows.retention | 36h",
                "streams.flows.retention | 3651d",
                "streams.flows.retention | 30",
                "elasticsearch.keep-original | all",
            })
    void refusesValuesOutOfRange(String key, String value) {
        assertThat(errors(List.of(key + "=" + value)))
                .singleElement()
                .asString()
                .startsWith(key + ": '" + value + "' is not allowed (--set); allowed: ");
    }

    @Test
    void refusesTwoListenersOfOneNameOrPort() {
        assertThat(errors(List.of("listen.udp=a=2055,a=2056,b=2055")))
                .containsExactly(
                        "listen.udp: the name 'a' is given to two listeners; rename one.",
                        "listen.udp: port 2055 is given to two listeners; remove one.");
    }

    @Test
    void refusesMoreSubtasksThanStateCanBeSpreadOver() {
        assertThat(errors(List.of("pipeline.parallelism=200")))
                .containsExactly(
                        "pipeline.parallelism: '200' is more than pipeline.max-parallelism, which"
                                + " is 128; lower the one or raise the other.");
    }

    @Test
    void refusesAUserWithoutPassword() {
        assertThat(errors(List.of("elasticsearch.username=weir")))
                .containsExactly(
                        "elasticsearch.username and elasticsearch.password (or"
                                + " elasticsearch.password-file): give both or none.");
    }

    @Test
    void namesTheFileOfASecretThatCannotBeRead() {
        Path missing = directory.resolve("missing");
        var thrown =
                catchThrowableOfType(
                        ConfigurationException.class, Secret.inFile(missing.toString())::reveal);

        assertThat(thrown.errors())
                .containsExactly(
                        "The secret in " + missing + " cannot be read: NoSuchFileException.");
    }

    @Test
    void neverShowsASecret() {
        List<String> credentials =
                List.of("elasticsearch.username=weir", "elasticsearch.password=hunter2");
        assertThat(load("", credentials, Map.of()).toString())
                .contains("password=(secret)")
                .doesNotContain("hunter2");
        String assignment = "elasticsearch.urls=http://weir:hunter2@es:9200";
        assertThat(errors(List.of(assignment)).toString()).doesNotContain("hunter2");
        assertThat(errors(List.of("elasticsearch.pasword=hunter2")).toString())
                .doesNotContain("hunter2");
        assertThat(errors(List.of("elasticsearch.password:hunter2")).toString())
                .doesNotContain("hunter2");
        assertThat(errors("elasticsearch:\n  password: \"hunter2\n", List.of(), Map.of()))
                .singleElement()
                .asString()
                .contains("this is not valid YAML")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 2]                        | , line 1: the file must be a mapping",
                "topn: {size: 1}\\ntopn.size: 2 | topn.size: is given twice",
                "a: &x 1\\ntopn.size: *x       | write the value instead of a YAML alias",
                "listen.udp: [{a: 1}]          | a list of plain values is expected",
                "topn.size: 1\\n---\\na: 1     | there is a second document",
                "topn.size: [                  | this is not valid YAML",
                "topn.size:                    | topn.size: '' is not allowed",
            })
    void refusesFilesThatAreNoMapping(String yaml, String error) {
        assertThat(errors(yaml.replace("\\n", "\n"), List.of(), Map.of()).toString())
                .contains(error);
    }

    @Test
    void namesTheFileThatIsNotThere() {
        Path missing = directory.resolve("missing.yaml");
        var thrown =
                catchThrowableOfType(
                        ConfigurationException.class,
                        () -> WeirConfiguration.load(Optional.of(missing), List.of(), Map.of()));

        assertThat(thrown.errors())
                .containsExactly(
                        missing + ": there is no such file; name the right one with --config.");
    }

    private WeirConfiguration load(
            String yaml, List<String> assignments, Map<String, String> environment) {
        try {
            Path file = Files.writeString(directory.resolve("weir.yaml"), yaml);
            return WeirConfiguration.load(Optional.of(file), assignments, environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> errors(List<String> assignments) {
        return errors("", assignments, Map.of());
    }

    private List<String> errors(
            String yaml, List<String> assignments, Map<String, String> environment) {
        return catchThrowableOfType(
                        ConfigurationException.class, () -> load(yaml, assignments, environment))
                .errors();
    }
}
