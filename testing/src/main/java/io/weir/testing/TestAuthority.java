package io.weir.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate authority whose certificates may have expired, by the JDK's keytool. */
public final class TestAuthority {

    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";
    private static final String SERVER = "server";

    private final Path folder;
    private final Path store;

    private TestAuthority(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("authority.p12");
    }

    /** Makes one that is valid, and a key for a server on 127.0.0.1 that has no certificate yet. */
    public static TestAuthority make(Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        TestAuthority authority = new TestAuthority(folder);
        authority.generate(AUTHORITY, "-ext", "bc:critical=ca:true", "-startdate", "-30d");
        authority.generate(SERVER);
        authority.keytool("-exportcert", "-rfc", "-alias", AUTHORITY, "-file", authority.file());
        authority.writeKey();
        return authority;
    }

    private void generate(String alias, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "RSA"));
        arguments.addAll(List.of("-dname", "CN=" + alias, "-validity", "90"));
        arguments.addAll(List.of(more));
        keytool(arguments.toArray(String[]::new));
    }

    private void writeKey() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        byte[] key = keys.getKey(SERVER, PASSWORD.toCharArray()).getEncoded();
        String base64 =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(key);
        Files.writeString(
                Path.of(serverKey()),
                "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    }

    /** The authority's own certificate, in PEM format. */
    public String file() {
        return folder.resolve("authority.crt").toString();
    }

    /** The server's key, in PEM format. */
    public String serverKey() {
        return folder.resolve("server.key").toString();
    }

    /** Where {@link #certify} writes the server's certificate, in PEM format. */
    public String serverCertificate() {
        return folder.resolve("server.crt").toString();
    }

    /**
     * Gives the server a certificate that was valid from ten days ago on.
     *
     * @param validity whole days; less than ten for one that has expired
     */
    public void certify(Duration validity) throws IOException, InterruptedException {
        String request = folder.resolve("server.csr").toString();
        keytool("-certreq", "-alias", SERVER, "-file", request);
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("-gencert", "-rfc", "-alias", AUTHORITY, "-infile", request));
        arguments.addAll(List.of("-outfile", serverCertificate(), "-ext", "san=ip:127.0.0.1"));
        arguments.addAll(List.of("-startdate", "-10d", "-validity", "" + validity.toDays()));
        keytool(arguments.toArray(String[]::new));
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", store.toString()));
        Path output = folder.resolve("keytool.out");
        Process keytool =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IOException("keytool failed: " + Files.readString(output));
        }
    }
}
