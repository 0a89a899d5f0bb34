package io.weir.operators.enrich.names;

import io.weir.codec.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** What keys and values of settings are made of. */
final class SettingKeys {

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    /** As strict as can be: what the JDK takes for no address, it looks up as a name. */
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

    /** With its colon, it is never looked up. */
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");

    private SettingKeys() {}

    /** An address, without looking up any name; an IPv6 one may stand in brackets. */
    static IpAddress address(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String address = bracketed ? text.substring(1, text.length() - 1) : text;
        if (IPV4.matcher(address).matches() || IPV6.matcher(address).matches()) {
            try {
                return IpAddress.ofBytes(InetAddress.getByName(address).getAddress());
            } catch (UnknownHostException notAnAddress) {
                // Told below, as what does not even look like one.
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no IPv4 or IPv6 address");
    }

    /**
     * A whole number.
     *
     * @param what names it in the message
     */
    static long number(String text, String what, long min, long max) {
        if (NUMBER.matcher(text).matches()) {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no " + what + ", a whole number from " + min + " to " + max);
    }
}
