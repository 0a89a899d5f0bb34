package io.weir.tcp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;

/**
 * The files of a TLS server, in PEM. They are named, not held: each reader reads them where it
 * runs, so that no key is stored with the job.
 *
 * @param certificate the server's certificate, and behind it those up to its authority, if any
 * @param privateKey the key of the certificate, PKCS #8, not encrypted
 * @param clientAuthorities certificates of the authorities that sign clients' certificates; null if
 *     clients need none
 */
@PublicEvolving
public record TlsFiles(String certificate, String privateKey, @Nullable String clientAuthorities)
        implements Serializable {

    private static final Pattern PKCS8 =
            Pattern.compile(
                    "-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    /**
     * Reads all files.
     *
     * @throws IOException if a file cannot be read or used, or the key is not that of the
     *     certificate; the message names the file and the cure
     */
    public TlsCredentials read() throws IOException {
        List<X509Certificate> chain = certificates(certificate);
        PrivateKey key = key();
        requireMatch(chain.get(0), key);
        List<X509Certificate> authorities =
                clientAuthorities == null ? List.of() : certificates(clientAuthorities);
        return new TlsCredentials(chain, key, authorities);
    }

    private static List<X509Certificate> certificates(String file) throws IOException {
        InputStream in = new ByteArrayInputStream(content(file));
        try {
            List<X509Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException e) {
            throw new IOException(notACertificate(file), e);
        }
        throw new IOException(notACertificate(file));
    }

    private static String notACertificate(String file) {
        return file + " holds no certificate in PEM (-----BEGIN CERTIFICATE-----).";
    }

    private PrivateKey key() throws IOException {
        Matcher pem = PKCS8.matcher(new String(content(privateKey), StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new IOException(notAKey());
        }
        try {
            return decode(Base64.getMimeDecoder().decode(pem.group(1)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IOException(notAKey(), e);
        }
    }

    /** The encoding names its algorithm, but Java wants to be told. */
    private static PrivateKey decode(byte[] encoded) throws GeneralSecurityException {
        InvalidKeySpecException failure = null;
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException ofAnotherAlgorithm) {
                failure = ofAnotherAlgorithm;
            }
        }
        throw failure;
    }

    private static byte[] content(String file) throws IOException {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new IOException(
                    file
                            + " cannot be read ("
                            + e.getClass().getSimpleName()
                            + "): name a file that this user can read.",
                    e);
        }
    }

    private String notAKey() {
        return privateKey
                + " holds no key in PKCS #8 without a passphrase (-----BEGIN PRIVATE KEY-----):"
                + " convert it with `openssl pkcs8 -topk8 -nocrypt`.";
    }

    private void requireMatch(X509Certificate own, PrivateKey key) throws IOException {
        byte[] probe = "the key of the certificate".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signing = Signature.getInstance(signatureOf(key));
            signing.initSign(key);
            signing.update(probe);
            byte[] signed = signing.sign();
            Signature verifying = Signature.getInstance(signatureOf(key));
            verifying.initVerify(own.getPublicKey());
            verifying.update(probe);
            if (verifying.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(doNotMatch(), e);
        }
        throw new IOException(doNotMatch());
    }

    private String doNotMatch() {
        return privateKey + " is not the key of the (first) certificate in " + certificate + ".";
    }

    private static String signatureOf(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
    }
}
