package io.weir.job.elasticsearch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.annotation.Nullable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The authorities whose certificates of servers are believed, instead of those of the JDK. */
public final class TrustedAuthority {

    private final SSLContext context;

    private TrustedAuthority(SSLContext context) {
        this.context = context;
    }

    /**
     * Reads certificates in PEM format.
     *
     * @param key the configuration key that named the file
     * @throws IllegalArgumentException if the file has none; the message names key and file
     */
    public static TrustedAuthority read(Path file, String key) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException(
                        key + ": " + file + " holds no certificate; give a PEM file.");
            }
            return new TrustedAuthority(contextOf(certificates));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(key + ": there is no file " + file + ".", e);
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException(
                    key + ": " + file + " cannot be read: " + e.getMessage() + ".", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no TLS.", e);
        }
    }

    /**
     * The context of clients where it is configured whose certificates are believed.
     *
     * @param file null for those that the JDK knows
     * @throws IllegalArgumentException if the file has none; the message names key and file
     */
    public static SSLContext contextOf(@Nullable String file, String key) {
        if (file != null) {
            return read(Path.of(file), key).context();
        }
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no TLS.", e);
        }
    }

    private static SSLContext contextOf(Collection<? extends Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** For clients of servers with such certificates. */
    public SSLContext context() {
        return context;
    }
}
