package io.weir.job.check;

import io.weir.tcp.TlsFiles;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether the files of TLS can be read here, the key is that of the certificate, and exporters will
 * take it.
 */
record TlsFilesCheck(TlsFiles files, Clock clock) implements Check {

    private static final Duration SOON = Duration.ofDays(14);

    @Override
    public Finding perform() {
        String what = "tcp.certificate " + files.certificate();
        try {
            X509Certificate own = files.read().chain().get(0);
            Instant end = own.getNotAfter().toInstant();
            Instant now = clock.instant();
            if (now.isBefore(own.getNotBefore().toInstant())) {
                return Finding.warning(
                        what,
                        "is valid only from "
                                + own.getNotBefore().toInstant()
                                + " on: exporters refuse it until then.");
            }
            if (now.isAfter(end)) {
                return Finding.warning(
                        what, "was valid until " + end + ": exporters refuse it; renew it.");
            }
            String validity = "valid until " + end;
            return now.plus(SOON).isAfter(end)
                    ? Finding.warning(what, validity + ": renew it soon.")
                    : Finding.ok(what, validity + ".");
        } catch (IOException e) {
            return Finding.failed(what, e.getMessage());
        }
    }
}
