package io.weir.job.delivery.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests: {@code v1,} and the Base64 of the HMAC-SHA-256 (RFC 2104) of {@code
 * id.timestamp.body}. Of one thread.
 */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1,";

    private final Mac mac;

    /**
     * @param key at least one octet
     */
    Signature(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no " + ALGORITHM + ".", e);
        }
    }

    /**
     * The value of the header.
     *
     * @param id printable ASCII
     */
    String of(String id, long epochSeconds, byte[] body) {
        mac.update((id + "." + epochSeconds + ".").getBytes(StandardCharsets.US_ASCII));
        return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body));
    }
}
