package io.weir.job.geoip;

import io.weir.job.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The operator's account with MaxMind.
 *
 * @param id the account's number
 * @param licenseKey never printed
 */
public record MaxMindAccount(String id, Secret licenseKey) {

    /** The value of the Authorization header (RFC 7617). */
    String authorization() {
        byte[] pair = (id + ":" + licenseKey.reveal()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
