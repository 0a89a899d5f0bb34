package io.weir.tcp.reader;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.weir.tcp.TlsCredentials;
import io.weir.tcp.TlsFiles;
import java.io.IOException;
import java.security.cert.X509Certificate;

/** TLS as the server speaks it: Java's own, in its versions 1.2 and 1.3 (RFC 9325 §3.1). */
final class TlsContext {

    private TlsContext() {}

    /**
     * Reads the files.
     *
     * @throws IOException if they cannot be used; the message says which and why
     */
    static SslContext of(TlsFiles files) throws IOException {
        TlsCredentials credentials = files.read();
        SslContextBuilder builder =
                SslContextBuilder.forServer(
                                credentials.key(),
                                credentials.chain().toArray(X509Certificate[]::new))
                        .sslProvider(SslProvider.JDK)
                        .protocols("TLSv1.3", "TLSv1.2");
        if (!credentials.clientAuthorities().isEmpty()) {
            builder.clientAuth(ClientAuth.REQUIRE)
                    .trustManager(credentials.clientAuthorities().toArray(X509Certificate[]::new));
        }
        return builder.build();
    }
}
