package io.weir.operators.enrich.names;

import java.util.ArrayList;
import java.util.List;

/**
 * Names of TCP flags (RFC 9293 §3.1; NS, the bit above the octet, RFC 3540). Bits above these nine
 * are left out.
 */
public final class TcpFlags {

    private static final String[] NAMES = {
        "FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "NS"
    };

    /** How many sets of flags there are; each is a number below. */
    public static final int COMBINATIONS = 1 << NAMES.length;

    private static final List<List<String>> SET = new ArrayList<>(COMBINATIONS);
    private static final String[] TEXTS = new String[COMBINATIONS];

    static {
        for (int flags = 0; flags < COMBINATIONS; flags++) {
            List<String> names = new ArrayList<>();
            for (int bit = 0; bit < NAMES.length; bit++) {
                if ((flags & 1 << bit) != 0) {
                    names.add(NAMES[bit]);
                }
            }
            SET.add(names.isEmpty() ? List.of("none") : List.copyOf(names));
            TEXTS[flags] = String.join("-", SET.get(flags));
        }
    }

    private TcpFlags() {}

    /**
     * Each flag that is set, lowest bit first, as ElastiFlow 4 lists them; {@code none} if none.
     */
    public static List<String> list(int flags) {
        return SET.get(flags & COMBINATIONS - 1);
    }

    /**
     * All flags that are set in one word, {@code SYN-ACK}, so that combinations can be counted;
     * {@code none} if none.
     */
    public static String text(int flags) {
        return TEXTS[flags & COMBINATIONS - 1];
    }
}
