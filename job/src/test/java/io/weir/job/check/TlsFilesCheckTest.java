package io.weir.job.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.tcp.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesCheckTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final int VALID_DAYS = 100;

    @TempDir private static Path folder;

    private static TlsFiles files;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = folder.resolve("server.p12");
        keytool(store);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        files =
                new TlsFiles(
                        pem("CERTIFICATE", keys.getCertificate("server").getEncoded()),
                        pem("PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded()),
                        null);
    }

    @Test
    void findsFilesInOrder() {
        Finding finding = new TlsFilesCheck(files, Clock.systemUTC()).perform();

        assertThat(finding.status()).isEqualTo(Finding.Status.OK);
        assertThat(finding.what()).isEqualTo("tcp.certificate " + files.certificate());
        assertThat(finding.detail()).startsWith("valid until ");
    }

    @Test
    void warnsOfACertificateThatExportersRefuse() {
        assertThat(inDays(VALID_DAYS - 7).detail()).endsWith("renew it soon.");
        assertThat(inDays(VALID_DAYS + 1).detail()).contains("exporters refuse it; renew it.");
        assertThat(inDays(-2).detail()).contains("is valid only from");
        assertThat(inDays(VALID_DAYS + 1).isFailure()).isFalse();
        assertThat(inDays(VALID_DAYS + 1).status()).isEqualTo(Finding.Status.WARNING);
    }

    @Test
    void failsWhenAFileIsMissing() {
        TlsFiles missing = new TlsFiles(files.certificate(), "/nowhere/server.key", null);

        Finding finding = new TlsFilesCheck(missing, Clock.systemUTC()).perform();

        assertThat(finding.isFailure()).isTrue();
        assertThat(finding.detail()).startsWith("/nowhere/server.key cannot be read");
    }

    private static Finding inDays(int days) {
        Instant then = Instant.now().plus(Duration.ofDays(days));
        return new TlsFilesCheck(files, Clock.fixed(then, ZoneOffset.UTC)).perform();
    }

    private static void keytool(Path store) throws IOException, InterruptedException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=server",
                        "-validity",
                        String.valueOf(VALID_DAYS),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString());
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.out").toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static String pem(String type, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder().encodeToString(content);
        Path file = folder.resolve(type + ".pem");
        Files.writeString(
                file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
        return file.toString();
    }
}
