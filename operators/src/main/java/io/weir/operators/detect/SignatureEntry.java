package io.weir.operators.detect;

import io.weir.operators.enrich.names.IpProtocols;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes a signature of an entry of a file: values by the names of their columns. */
final class SignatureEntry {

    static final List<String> COLUMNS =
            List.of(
                    "name",
                    "title",
                    "severity",
                    "technique",
                    "protocol",
                    "icmp-type",
                    "ports",
                    "flags",
                    "packets",
                    "bytes",
                    "packet-bytes");

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Map<String, Integer> PROTOCOLS =
            Map.of("icmp", 1, "tcp", IpProtocols.TCP, "udp", 17, "icmpv6", 58);
    private static final Map<String, Integer> FLAGS =
            Map.of(
                    "fin", TcpFlags.FIN,
                    "syn", TcpFlags.SYN,
                    "rst", TcpFlags.RST,
                    "psh", TcpFlags.PSH,
                    "ack", TcpFlags.ACK);
    private static final int DEFAULT_SEVERITY = 70;
    private static final long MOST_SEVERITY = 100;
    private static final long MOST_PORT = 65_535;
    private static final long MOST_TYPE = 255;
    private static final long MOST_COUNT = 1L << 40;

    private final Map<String, String> values;

    private SignatureEntry(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException if it is wrong; the message has no full stop
     */
    static Signature read(Map<String, String> values) {
        return new SignatureEntry(values).signature();
    }

    private Signature signature() {
        String name = value("name");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name '" + name + "' is not of small letters, digits and single hyphens");
        }
        String flags = value("flags");
        return new Signature(
                rule(name),
                name.hashCode() & Integer.MAX_VALUE,
                protocol(),
                range("icmp-type", MOST_TYPE),
                range("ports", MOST_PORT),
                bits(flags, /* negated= */ false),
                bits(flags, /* negated= */ true),
                range("packets", MOST_COUNT),
                range("bytes", MOST_COUNT),
                range("packet-bytes", MOST_COUNT));
    }

    private Rule rule(String name) {
        String title = value("title");
        String technique = value("technique");
        return new Rule(
                BuiltInRules.SIGNATURE_PREFIX + name,
                title.isEmpty() ? "Flows like " + name : title,
                "signature",
                severity(),
                technique.isEmpty() ? null : technique);
    }

    private int severity() {
        NumberRange range = range("severity", MOST_SEVERITY);
        if (range.isAny()) {
            return DEFAULT_SEVERITY;
        }
        if (range.least() == 0 || range.least() != range.most()) {
            throw new IllegalArgumentException("severity: must be one number from 1 to 100");
        }
        return (int) range.least();
    }

    private int protocol() {
        String text = value("protocol");
        Integer number = PROTOCOLS.get(text);
        if (number != null) {
            return number;
        }
        NumberRange range = range("protocol", MOST_TYPE);
        if (range.least() != range.most()) {
            throw new IllegalArgumentException(
                    "protocol: must be tcp, udp, icmp, icmpv6 or one number");
        }
        return (int) range.least();
    }

    private NumberRange range(String column, long most) {
        try {
            return NumberRange.parse(value(column), most);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(column + ": " + e.getMessage(), e);
        }
    }

    /** The bits of the flags that must be set, or of those that must not. */
    private static int bits(String text, boolean negated) {
        int bits = 0;
        for (String flag : text.isEmpty() ? new String[0] : text.split(" +")) {
            boolean isNegated = flag.startsWith("!");
            Integer bit = FLAGS.get(isNegated ? flag.substring(1) : flag);
            if (bit == null) {
                throw new IllegalArgumentException(
                        "flags: '"
                                + flag
                                + "' is none of fin, syn, rst, psh, ack, or these after '!'");
            }
            bits |= isNegated == negated ? bit : 0;
        }
        return bits;
    }

    private String value(String column) {
        return values.getOrDefault(column, "");
    }
}
