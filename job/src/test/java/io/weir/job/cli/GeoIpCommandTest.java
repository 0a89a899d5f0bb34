package io.weir.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.geoip.DatabaseServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GeoIpCommandTest {

    private final DatabaseServer server = new DatabaseServer();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir Path folder;
    private Path key;

    @BeforeEach
    void writeKey() throws IOException {
        key = Files.writeString(folder.resolve("key"), DatabaseServer.KEY + "\n");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fetchesAndShowsTheAttribution() {
        assertThat(update("--account-id", DatabaseServer.ACCOUNT)).isZero();

        assertThat(folder.resolve("GeoLite2-City.mmdb")).exists();
        assertThat(out.toString())
                .contains("GeoLite2-City.mmdb: updated, built 1970-01-01T00:00:00Z")
                .contains("GeoLite Data created by MaxMind")
                .doesNotContain(DatabaseServer.KEY);
    }

    @Test
    void failsInOneLineWithAWrongAccount() {
        assertThat(update("--account-id", "1")).isOne();

        assertThat(err.toString())
                .hasLineCount(1)
                .contains("answered 401", "licence key")
                .doesNotContain(DatabaseServer.KEY);
    }

    @Test
    void refusesToRunWithoutAccount() {
        assertThat(update("--account-id", "")).isEqualTo(2);
        assertThat(err.toString()).contains("--account-id or GEOIPUPDATE_ACCOUNT_ID");
    }

    @Test
    void refusesAnEditionThatIsNoName() {
        assertThat(update("--account-id", "1", "--edition", "../City")).isEqualTo(2);
        assertThat(err.toString()).contains("--edition ../City is no name");
    }

    @Test
    void refusesAKeyFileThatIsNotThere() throws IOException {
        Files.delete(key);

        assertThat(update("--account-id", "1")).isEqualTo(2);
        assertThat(err.toString()).contains(key.toString(), "cannot be read");
    }

    private int update(String... arguments) {
        List<String> all = new ArrayList<>(List.of("geoip", "update"));
        all.addAll(List.of("--url", server.url().toString(), "--directory", folder.toString()));
        all.addAll(List.of("--license-key-file", key.toString()));
        all.addAll(List.of(arguments));
        if (!all.contains("--edition")) {
            all.addAll(List.of("--edition", DatabaseServer.EDITION));
        }
        CommandLine commandLine = Weir.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(all.toArray(String[]::new));
    }
}
