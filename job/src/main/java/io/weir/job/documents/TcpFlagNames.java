package io.weir.job.documents;

import java.util.ArrayList;
import java.util.List;

/** The names of TCP flags, as ElastiFlow lists them. */
final class TcpFlagNames {

    private static final String[] NAMES = {
        "FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "NS"
    };

    private static final List<List<String>> BY_BITS = all();

    private TcpFlagNames() {}

    /** The names of the flags that are set; {@code none} if none is. */
    static List<String> of(int flags) {
        return BY_BITS.get(flags & BY_BITS.size() - 1);
    }

    private static List<List<String>> all() {
        List<List<String>> all = new ArrayList<>();
        for (int flags = 0; flags < 1 << NAMES.length; flags++) {
            List<String> names = new ArrayList<>();
            for (int bit = 0; bit < NAMES.length; bit++) {
                if ((flags & 1 << bit) != 0) {
                    names.add(NAMES[bit]);
                }
            }
            all.add(names.isEmpty() ? List.of("none") : List.copyOf(names));
        }
        return all;
    }
}
