package io.weir.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.operators.detect.ScanBounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thresholds that networks have of their own. */
class DetectionsByNetworkTest {

    private static final String FILE = "networks.file=/etc/weir/networks.csv";

    @TempDir private Path directory;

    @Test
    void takeTheRestFromWhatHoldsElsewhere() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("weir.yaml"),
                        """
                        networks:
                          file: /etc/weir/networks.csv
                        detections:
                          syn-scan:
                            ports: 30
                            window: 90s
                          by-network:
                            guests:
                              syn-scan.hosts: 100
                              p2p.enabled: false
                            servers:
                              login-brute-force:
                                sessions: 200
                        """);

        DetectionsConfiguration detections =
                WeirConfiguration.load(Optional.of(file), List.of(), Map.of()).detections();

        assertThat(detections.byNetwork()).containsOnlyKeys("guests", "servers");
        assertThat(detections.synScan().whole()).isEqualTo(new ScanBounds(25, 30, 50));
        assertThat(detections.peerToPeer().enabled()).isTrue();
        DetectionsConfiguration guests = detections.byNetwork().get("guests");
        assertThat(guests.synScan().whole()).isEqualTo(new ScanBounds(100, 30, 50));
        assertThat(guests.synScan().window()).isEqualTo(Duration.ofSeconds(90));
        assertThat(guests.peerToPeer().enabled()).isFalse();
        assertThat(guests.loginBruteForce()).isEqualTo(detections.loginBruteForce());
        DetectionsConfiguration servers = detections.byNetwork().get("servers");
        assertThat(servers.loginBruteForce().sessions()).isEqualTo(200);
        assertThat(servers.synScan()).isEqualTo(detections.synScan());
    }

    @Test
    void areNoneByDefault() {
        assertThat(load(FILE).byNetwork()).isEmpty();
    }

    @Test
    void areTakenOfNetworksWhoseNameHasDotsAndSpaces() {
        assertThat(load(FILE, "detections.by-network.lab 2.berlin.syn-scan.slow.hosts=90"))
                .satisfies(
                        detections ->
                                assertThat(detections.byNetwork()).containsOnlyKeys("lab 2.berlin"))
                .extracting(detections -> detections.byNetwork().get("lab 2.berlin"))
                .satisfies(
                        lab ->
                                assertThat(lab.slowSynScan().bounds())
                                        .isEqualTo(new ScanBounds(90, 60, 75)));
    }

    @Test
    void mayBeSetForEveryKeyOfTheFamily() {
        List<String> settings = new ArrayList<>(List.of(FILE));
        for (Key<?> key : DetectionsConfiguration.BY_NETWORK.keys()) {
            String value = key.defaultText().equals("true") ? "false" : key.defaultText();
            settings.add(
                    DetectionsConfiguration.BY_NETWORK.nameOf("lab", key.name()) + "=" + value);
        }

        assertThat(load(settings.toArray(String[]::new)).byNetwork()).containsOnlyKeys("lab");
    }

    @Test
    void areRefusedByTheirNameWithValueAndCure() {
        assertThat(errors(FILE, "detections.by-network.guests.p2p.hosts=1"))
                .containsExactly(
                        "detections.by-network.guests.p2p.hosts: '1' is not allowed (--set);"
                                + " allowed: a whole number from 2 to 1000000.");
    }

    @Test
    void doNotRepeatErrorsOfWhatHoldsElsewhere() {
        assertThat(
                        errors(
                                FILE,
                                "detections.p2p.hosts=1",
                                "detections.by-network.a.udp-scan.hosts=60",
                                "detections.by-network.b.udp-scan.hosts=70"))
                .containsExactly(
                        "detections.p2p.hosts: '1' is not allowed (--set); allowed: a whole number"
                                + " from 2 to 1000000.");
    }

    @Test
    void haveTheNearestNameWhereAKeyIsMisspelled() {
        assertThat(
                        errors(
                                FILE,
                                "detections.by-network.guests.p2p.host=50",
                                "detections.by-netwrok.guests.p2p.hosts=50",
                                "detections.by-network.p2p=50"))
                .containsExactly(
                        "detections.by-network.guests.p2p.host: there is no such key (--set); the"
                                + " nearest is detections.by-network.guests.p2p.hosts.",
                        "detections.by-netwrok.guests.p2p.hosts: there is no such key (--set); the"
                                + " nearest is detections.by-network.NETWORK.p2p.hosts.",
                        "detections.by-network.p2p: takes no value itself (--set); the keys in it"
                                + " are "
                                + String.join(
                                        ", ", DetectionsConfiguration.BY_NETWORK.namesOf("p2p"))
                                + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "known-scanners",
                "warm-up",
                "syn-scan.window",
                "syn-scan.slow.window",
                "signatures.file",
                "login-brute-force.ports",
                "login-brute-force.most-packets",
                "smtp-spam.mail-servers",
                "p2p.ports",
                "reflection.ports",
                "flood.window",
                "volume-anomaly.enabled",
                "silent-exporter.enabled",
                "spoofing.sources"
            })
    void areRefusedWhereNetworksCannotDiffer(String key) {
        assertThat(errors(FILE, "detections.by-network.guests." + key + "=x"))
                .containsExactly(
                        "detections.by-network.guests."
                                + key
                                + ": cannot differ by network (--set); set detections."
                                + key
                                + ", which holds for all.");
    }

    @Test
    void needNetworks() {
        assertThat(errors("detections.by-network.guests.p2p.hosts=50"))
                .containsExactly(
                        "detections.by-network.guests: there are no networks; name their file in"
                                + " networks.file.");
    }

    @Test
    void areNotTakenFromVariables() {
        ConfigurationException refused =
                catchThrowableOfType(
                        ConfigurationException.class,
                        () ->
                                WeirConfiguration.load(
                                        Optional.empty(),
                                        List.of(),
                                        Map.of(
                                                "WEIR_DETECTIONS_BY_NETWORK_GUESTS_P2P_HOSTS",
                                                "50")));

        assertThat(refused.errors())
                .containsExactly(
                        "WEIR_DETECTIONS_BY_NETWORK_GUESTS_P2P_HOSTS: no variable can name a"
                                + " network; write detections.by-network in the file, or use"
                                + " --set.");
    }

    @Test
    void mayBeGivenOnlyOnceInAFile() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("weir.yaml"),
                        """
                        networks.file: networks.csv
                        detections.by-network:
                          guests:
                            p2p.hosts: 40
                          guests.p2p.hosts: 50
                        """);

        ConfigurationException refused =
                catchThrowableOfType(
                        ConfigurationException.class,
                        () -> WeirConfiguration.load(Optional.of(file), List.of(), Map.of()));

        assertThat(refused.errors())
                .containsExactly(
                        "detections.by-network.guests.p2p.hosts: is given twice ("
                                + file
                                + ", line 4 and "
                                + file
                                + ", line 5); keep one.");
    }

    @Test
    void mayBeLeftEmptyInAFile() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("weir.yaml"),
                        "detections:\n  by-network:\n    guests:\n      p2p:\n");
        Path emptier =
                Files.writeString(
                        directory.resolve("emptier.yaml"), "detections:\n  by-network:\n");

        assertThat(WeirConfiguration.load(Optional.of(file), List.of(), Map.of()))
                .isEqualTo(WeirConfiguration.defaults())
                .isEqualTo(WeirConfiguration.load(Optional.of(emptier), List.of(), Map.of()));
    }

    private static DetectionsConfiguration load(String... settings) {
        return WeirConfiguration.load(Optional.empty(), Arrays.asList(settings), Map.of())
                .detections();
    }

    private static List<String> errors(String... settings) {
        return catchThrowableOfType(ConfigurationException.class, () -> load(settings)).errors();
    }
}
