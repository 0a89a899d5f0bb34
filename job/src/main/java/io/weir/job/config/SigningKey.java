package io.weir.job.config;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads the key of signatures from its text, as Standard Webhooks have it. */
public final class SigningKey {

    private static final String PREFIX = "whsec_";

    private SigningKey() {}

    /**
     * The octets of the key: the Base64 behind {@code whsec_}, or else the text in UTF-8.
     *
     * @throws IllegalArgumentException if there are none, or what is behind the prefix is no Base64
     */
    public static byte[] bytes(String text) {
        byte[] key =
                text.startsWith(PREFIX)
                        ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
                        : text.getBytes(StandardCharsets.UTF_8);
        if (key.length == 0) {
            throw new IllegalArgumentException("The key of signatures is empty.");
        }
        return key;
    }
}
