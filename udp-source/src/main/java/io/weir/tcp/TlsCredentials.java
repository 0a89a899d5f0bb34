package io.weir.tcp;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.apache.flink.annotation.PublicEvolving;

/** What a TLS server shows and whom it believes, read from {@link TlsFiles}. Never printed. */
@PublicEvolving
public final class TlsCredentials {

    private final List<X509Certificate> chain;
    private final PrivateKey key;
    private final List<X509Certificate> clientAuthorities;

    TlsCredentials(
            List<X509Certificate> chain, PrivateKey key, List<X509Certificate> clientAuthorities) {
        this.chain = List.copyOf(chain);
        this.key = key;
        this.clientAuthorities = List.copyOf(clientAuthorities);
    }

    /** The server's certificate first, at least that. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** The key of the first certificate. */
    public PrivateKey key() {
        return key;
    }

    /** Who signs clients' certificates; empty if clients need none. */
    public List<X509Certificate> clientAuthorities() {
        return clientAuthorities;
    }
}
