package io.weir.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsFilesTest {

    @TempDir static Path folder;

    private static TestCertificates own;
    private static TestCertificates other;

    @BeforeAll
    static void makeCertificates() throws Exception {
        own = TestCertificates.make(folder, "own", "EC");
        other = TestCertificates.make(folder, "other", "EC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void readsCertificateAndKey(String algorithm) throws Exception {
        TestCertificates made = TestCertificates.make(folder, "of-" + algorithm, algorithm);

        TlsCredentials credentials = new TlsFiles(made.certificate(), made.key(), null).read();

        assertThat(credentials.chain()).hasSize(1);
        assertThat(credentials.chain().get(0).getSubjectX500Principal().getName())
                .isEqualTo("CN=of-" + algorithm);
        assertThat(credentials.clientAuthorities()).isEmpty();
    }

    @Test
    void readsAllCertificatesOfAFile() throws Exception {
        Path both = folder.resolve("both.crt");
        Files.writeString(
                both,
                Files.readString(Path.of(own.certificate()))
                        + Files.readString(Path.of(other.certificate())));

        TlsCredentials credentials =
                new TlsFiles(both.toString(), own.key(), both.toString()).read();

        assertThat(credentials.chain()).hasSize(2);
        assertThat(credentials.clientAuthorities()).hasSize(2);
    }

    @Test
    void refusesTheKeyOfAnotherCertificate() {
        assertThatThrownBy(() -> new TlsFiles(own.certificate(), other.key(), null).read())
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "%s is not the key of the (first) certificate in %s.",
                        other.key(), own.certificate());
    }

    @Test
    void refusesAKeyOfAnotherAlgorithm() throws Exception {
        TestCertificates rsa = TestCertificates.make(folder, "rsa", "RSA");

        assertThatThrownBy(() -> new TlsFiles(own.certificate(), rsa.key(), null).read())
                .hasMessageContaining("is not the key");
    }

    @Test
    void namesTheFileThatIsMissing() {
        assertThatThrownBy(() -> new TlsFiles("/nowhere/a.crt", own.key(), null).read())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("/nowhere/a.crt cannot be read (NoSuchFileException)");
        assertThatThrownBy(() -> new TlsFiles(own.certificate(), "/nowhere/a.key", null).read())
                .hasMessageStartingWith("/nowhere/a.key cannot be read");
        assertThatThrownBy(() -> new TlsFiles(own.certificate(), own.key(), "/nowhere/ca").read())
                .hasMessageStartingWith("/nowhere/ca cannot be read");
    }

    @Test
    void tellsHowToMakeAKeyThatItReads() throws IOException {
        Path encrypted = folder.resolve("encrypted.key");
        Files.writeString(encrypted, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n");
        Path noise = folder.resolve("noise.key");
        Files.writeString(noise, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");

        for (Path file : new Path[] {encrypted, noise}) {
            assertThatThrownBy(() -> new TlsFiles(own.certificate(), file.toString(), null).read())
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
        }
    }

    @Test
    void refusesAFileWithoutCertificate() {
        assertThatThrownBy(() -> new TlsFiles(own.key(), own.key(), null).read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no certificate in PEM");
    }
}
