package io.weir.job.delivery.syslog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message of RFC 5424, read strictly by the ABNF of its section 6.
 *
 * @param data of the only element of structured data, its name under {@code ""}
 * @param text without the byte order mark
 */
record ParsedMessage(
        int facility,
        int severity,
        OffsetDateTime timestamp,
        String host,
        String application,
        String process,
        String type,
        Map<String, String> data,
        String text) {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    static ParsedMessage of(byte[] message) {
        return new Reader(message).read();
    }

    private static final class Reader {

        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        ParsedMessage read() {
            expect('<');
            String pri = until('>');
            require(pri.matches("0|[1-9]\\d{0,2}") && Integer.parseInt(pri) <= 191, "PRI");
            require(until(' ').equals("1"), "VERSION");
            String timestamp = until(' ');
            require(
                    timestamp.matches(
                            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?"
                                    + "(Z|[+-]\\d\\d:\\d\\d)"),
                    "TIMESTAMP");
            String host = field(255);
            String application = field(48);
            String process = field(128);
            String type = field(32);
            Map<String, String> data = data();
            return new ParsedMessage(
                    Integer.parseInt(pri) / 8,
                    Integer.parseInt(pri) % 8,
                    OffsetDateTime.parse(timestamp),
                    host,
                    application,
                    process,
                    type,
                    data,
                    text());
        }

        private String field(int maxLength) {
            String field = until(' ');
            require(
                    field.matches("[!-~]+") && field.length() <= maxLength,
                    "a field of 1 to " + maxLength + " PRINTUSASCII");
            return field;
        }

        private Map<String, String> data() {
            Map<String, String> data = new LinkedHashMap<>();
            expect('[');
            data.put("", name());
            while (bytes[at] == ' ') {
                at++;
                String name = name();
                expect('=');
                expect('"');
                require(data.put(name, value()) == null, "PARAM-NAME once");
            }
            expect(']');
            return data;
        }

        private String name() {
            int start = at;
            while (bytes[at] > ' ' && bytes[at] < 0x7f && "= ]\"".indexOf(bytes[at]) < 0) {
                at++;
            }
            require(at > start && at - start <= 32, "SD-NAME");
            return new String(bytes, start, at - start, StandardCharsets.US_ASCII);
        }

        private String value() {
            ByteBuffer value = ByteBuffer.allocate(bytes.length);
            while (bytes[at] != '"') {
                require(bytes[at] != ']', "an escaped ]");
                if (bytes[at] == '\\') {
                    at++;
                    require("\"\\]".indexOf(bytes[at]) >= 0, "an escape of \", \\ or ]");
                }
                value.put(bytes[at++]);
            }
            at++;
            return utf8(value.flip());
        }

        private String text() {
            expect(' ');
            ByteBuffer text = ByteBuffer.wrap(bytes, at, bytes.length - at);
            boolean marked =
                    text.remaining() >= BYTE_ORDER_MARK.length
                            && ByteBuffer.wrap(bytes, at, BYTE_ORDER_MARK.length)
                                    .equals(ByteBuffer.wrap(BYTE_ORDER_MARK));
            String read = utf8(marked ? text.position(at + BYTE_ORDER_MARK.length) : text);
            require(
                    marked || StandardCharsets.US_ASCII.newEncoder().canEncode(read),
                    "a BOM before what is not ASCII");
            return read;
        }

        private static String utf8(ByteBuffer encoded) {
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
            } catch (CharacterCodingException e) {
                throw new AssertionError("not UTF-8", e);
            }
        }

        private String until(char end) {
            int start = at;
            while (bytes[at] != end) {
                at++;
            }
            return new String(bytes, start, at++ - start, StandardCharsets.US_ASCII);
        }

        private void expect(char expected) {
            require(bytes[at] == expected, "'" + expected + "'");
            at++;
        }

        private void require(boolean holds, String what) {
            if (!holds) {
                throw new AssertionError(
                        "Expected "
                                + what
                                + " before octet "
                                + at
                                + " of: "
                                + new String(bytes, StandardCharsets.UTF_8));
            }
        }
    }
}
