package io.weir.job.geoip;

import static io.weir.job.geoip.DatabaseServer.ACCOUNT;
import static io.weir.job.geoip.DatabaseServer.EDITION;
import static io.weir.job.geoip.DatabaseServer.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.weir.job.config.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUpdateTest {

    private static final Instant NEWER = Instant.parse("2026-01-01T00:00:00Z");

    private final DatabaseServer server = new DatabaseServer();

    @TempDir Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fetchesAnEditionIntoAFolderThatItMakes() throws Exception {
        Path inner = folder.resolve("a").resolve("b");

        UpdatedDatabase database = update(inner).update(EDITION);

        assertThat(database)
                .isEqualTo(
                        new UpdatedDatabase(
                                inner.resolve("GeoLite2-City.mmdb"), Instant.EPOCH, true));
        assertThat(database.file()).hasBinaryContent(DatabaseServer.database(Instant.EPOCH));
        try (var files = Files.list(inner)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("GeoLite2-City.mmdb", "GeoLite2-City.tar.gz.sha256");
        }
    }

    @Test
    void doesNotFetchWhatHasNotChanged() throws Exception {
        update(folder).update(EDITION);

        assertThat(update(folder).update(EDITION).replaced()).isFalse();
        assertThat(server.archivesSent()).isOne();
    }

    @Test
    void replacesAnOlderDatabase() throws Exception {
        update(folder).update(EDITION);
        server.serve(DatabaseServer.archive("GeoLite2-City.mmdb", DatabaseServer.database(NEWER)));

        UpdatedDatabase database = update(folder).update(EDITION);

        assertThat(database.replaced()).isTrue();
        assertThat(database.built()).isEqualTo(NEWER);
    }

    @Test
    void keepsTheLicenceKeyFromTheStorageServer() throws Exception {
        update(folder).update(EDITION);

        assertThat(server.storageAuthorizations()).isEmpty();
    }

    @Test
    void keepsTheOldDatabaseWhenTheNewOneCameDamaged() throws Exception {
        update(folder).update(EDITION);
        byte[] archive =
                DatabaseServer.archive("GeoLite2-City.mmdb", DatabaseServer.database(NEWER));
        server.serve(archive);
        server.serveDamaged(Arrays.copyOf(archive, archive.length - 9));

        assertThatThrownBy(() -> update(folder).update(EDITION))
                .isInstanceOf(GeoIpException.class)
                .hasMessageContaining("came damaged: its SHA-256 is");
        assertOldOneIsThere();
    }

    @Test
    void keepsTheOldDatabaseWhenTheNewOneIsNoDatabase() throws Exception {
        update(folder).update(EDITION);
        server.serve(DatabaseServer.archive("GeoLite2-City.mmdb", new byte[100]));

        assertThatThrownBy(() -> update(folder).update(EDITION))
                .isInstanceOf(GeoIpException.class)
                .hasMessageContaining("metadata marker");
        assertOldOneIsThere();
    }

    @Test
    void refusesAnArchiveWithoutDatabase() {
        server.serve(DatabaseServer.archive("README.txt", new byte[100]));

        assertThatThrownBy(() -> update(folder).update(EDITION))
                .hasMessageContaining("the archive holds no .mmdb file");
    }

    @ParameterizedTest
    @CsvSource({
        "401, account id 123456 and licence key do not belong together",
        "403, this account has no right to it",
        "404, there is no such edition",
        "429, downloads of the day are used up",
        "503, try again later"
    })
    void tellsWhyItWasRefused(int status, String reason) {
        server.refuseWith(status);

        assertThatThrownBy(() -> update(folder).update(EDITION))
                .isInstanceOf(GeoIpException.class)
                .hasMessageContaining("answered " + status + " for GeoLite2-City: ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining(KEY);
    }

    @Test
    void tellsThatTheServiceIsNotReachable() {
        server.close();

        assertThatThrownBy(() -> update(folder).update(EDITION))
                .isInstanceOf(GeoIpException.class)
                .hasMessageContaining("cannot be reached");
    }

    /** Headers, and then at most a part of what they promise; the connection stays open. */
    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789abcdef"})
    void givesUpWhenTheServerFallsSilent(String begun) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerHalf(silent, begun), "silent server");
            server.start();
            URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            DatabaseUpdate update =
                    new DatabaseUpdate(url, account(), folder, Duration.ofMillis(200));

            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () ->
                            assertThatThrownBy(() -> update.update(EDITION))
                                    .isInstanceOf(GeoIpException.class)
                                    .hasMessageContaining("cannot be reached")
                                    .hasMessageContaining("nothing more came"));
            server.join();
        }
    }

    /** Returns when the client has gone. */
    private static void answerHalf(ServerSocket listening, String begun) {
        try (Socket socket = listening.accept()) {
            String headers = "HTTP/1.1 200 OK\r\nContent-Length: 64\r\n\r\n";
            socket.getOutputStream().write((headers + begun).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void tellsThatTheFolderCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> update(file.resolve("inner")).update(EDITION))
                .isInstanceOf(GeoIpException.class)
                .hasMessageContaining("GeoLite2-City cannot be put into " + file)
                .hasMessageContaining("check the space and the rights there");
    }

    private void assertOldOneIsThere() throws IOException {
        assertThat(folder.resolve("GeoLite2-City.mmdb"))
                .hasBinaryContent(DatabaseServer.database(Instant.EPOCH));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    private DatabaseUpdate update(Path directory) {
        URI url = server.url();
        return new DatabaseUpdate(url, account(), directory);
    }

    private static MaxMindAccount account() {
        return new MaxMindAccount(ACCOUNT, Secret.ofValue(KEY));
    }
}
