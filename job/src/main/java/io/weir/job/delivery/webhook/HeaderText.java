package io.weir.job.delivery.webhook;

import java.nio.charset.StandardCharsets;

/** Texts in headers. */
final class HeaderText {

    private HeaderText() {}

    /** A text with all but printable ASCII, spaces and the percent sign too, as {@code %XX}. */
    static String of(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7f && octet != '%') {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format("%%%02X", octet));
            }
        }
        return encoded.toString();
    }
}
