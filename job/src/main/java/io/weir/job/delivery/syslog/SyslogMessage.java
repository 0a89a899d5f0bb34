package io.weir.job.delivery.syslog;

import java.nio.charset.StandardCharsets;

/**
 * Writes a message of RFC 5424 §6, its parts in this order.
 *
 * <pre>
 * <PRI>1 TIMESTAMP HOSTNAME APP-NAME PROCID MSGID [SD-ID NAME="VALUE" …] MSG
 * </pre>
 *
 * <p>It stays below the 2,048 octets that receivers should take (§6.1): values and the text are cut
 * for it.
 */
final class SyslogMessage {

    private static final int VERSION = 1;
    private static final int MAX_HOST_LENGTH = 255;
    private static final int MAX_APPLICATION_LENGTH = 48;
    private static final int MAX_PROCESS_LENGTH = 128;
    private static final int MAX_TYPE_LENGTH = 32;
    private static final int MAX_VALUE_BYTES = 200;
    private static final int MAX_TEXT_BYTES = 400;
    private static final String NIL = "-";

    /** Says that the text is in UTF-8. */
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final StringBuilder message = new StringBuilder(512);

    /**
     * @param facility from 0 to 23
     * @param severity from 0 to 7
     */
    SyslogMessage(int facility, int severity) {
        message.append('<').append(8 * facility + severity).append('>').append(VERSION);
    }

    /**
     * When and where it comes from.
     *
     * @param timestamp as of RFC 3339, with at most microseconds
     * @param host a name or an address; empty if not known
     * @param application the name of the program
     * @param process its id; empty if not known
     */
    void header(String timestamp, String host, String application, String process) {
        append(timestamp);
        append(printable(host, MAX_HOST_LENGTH));
        append(printable(application, MAX_APPLICATION_LENGTH));
        append(printable(process, MAX_PROCESS_LENGTH));
    }

    /** The kind of the message. */
    void type(String type) {
        append(printable(type, MAX_TYPE_LENGTH));
    }

    private void append(String field) {
        message.append(' ').append(field);
    }

    private static String printable(String text, int maxLength) {
        String printable = text.replaceAll("[^!-~]", "");
        if (printable.isEmpty()) {
            return NIL;
        }
        return printable.substring(0, Math.min(maxLength, printable.length()));
    }

    /** Begins structured data (§6.3). */
    SyslogMessage beginData(String id) {
        message.append(" [").append(id);
        return this;
    }

    /** A value of the structured data. */
    SyslogMessage parameter(String name, String value) {
        message.append(' ').append(name).append("=\"");
        String cut = cut(value, MAX_VALUE_BYTES);
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            if (c == '"' || c == '\\' || c == ']') {
                message.append('\\');
            }
            message.append(c);
        }
        message.append('"');
        return this;
    }

    SyslogMessage endData() {
        message.append(']');
        return this;
    }

    /** Ends the message with its text, and gives all of it. */
    byte[] text(String text) {
        String cut = cut(text, MAX_TEXT_BYTES);
        message.append(' ');
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(cut)) {
            message.append(BYTE_ORDER_MARK);
        }
        message.append(cut);
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Without control characters, and no longer in UTF-8 than so. */
    private static String cut(String text, int maxBytes) {
        StringBuilder cut = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int written = Character.isISOControl(c) || isLoneSurrogate(c) ? ' ' : c;
            bytes += utf8Length(written);
            if (bytes > maxBytes) {
                break;
            }
            cut.appendCodePoint(written);
            i += Character.charCount(c);
        }
        return cut.toString();
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
