package io.weir.codec.sflow;

import io.weir.codec.BuiltInText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The structures of flow and counter records, by their data format. They are read from the file
 * {@value #FILE} beside this class, which says how it is laid out.
 */
final class Structures {

    private static final String FILE = "structures.txt";
    private static final String FLOW = "flow";
    private static final String COUNTERS = "counters";
    private static final String OPAQUE = "opaque";

    private static final class Holder {

        private static final Structures BUILT_IN =
                parse(BuiltInText.beside(Structures.class, FILE));
    }

    private final Map<Long, Structure> flow = new HashMap<>();
    private final Map<Long, Structure> counters = new HashMap<>();

    private Structures() {}

    static Structures builtIn() {
        return Holder.BUILT_IN;
    }

    /** The layout of a flow record, or null if it is not known. */
    Structure ofFlow(long format) {
        return flow.get(format);
    }

    /** The layout of a counter record, or null if it is not known. */
    Structure ofCounters(long format) {
        return counters.get(format);
    }

    /**
     * Reads structures.
     *
     * @throws IllegalArgumentException naming the line that is none
     */
    static Structures parse(String text) {
        Structures structures = new Structures();
        String head = null;
        List<Structure.Field> fields = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                if (line.startsWith(" ")) {
                    addFields(line.strip(), fields);
                    continue;
                }
                structures.add(head, fields);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("No structure of sFlow: " + line, e);
            }
            head = line;
            fields.clear();
        }
        structures.add(head, fields);
        return structures;
    }

    private static void addFields(String line, List<Structure.Field> to) {
        for (String text : line.split("\\s+", -1)) {
            int colon = text.indexOf(':');
            String name = colon < 0 ? text : text.substring(0, colon);
            String type = colon < 0 ? "uint32" : text.substring(colon + 1);
            int size = 0;
            if (type.startsWith(OPAQUE) && type.length() > OPAQUE.length()) {
                size = Integer.parseInt(type.substring(OPAQUE.length()));
                type = OPAQUE;
            }
            to.add(new Structure.Field(name, FieldType.named(type), size));
        }
    }

    /** Adds the structure that this line began, if there is one. */
    private void add(String head, List<Structure.Field> fields) {
        if (head == null) {
            return;
        }
        String[] words = head.split("\\s+", -1);
        boolean grouped = !words[2].equals("=");
        String name = words[words.length - 1];
        String[] format = words[1].split(":", -1);
        long key = DataFormat.of(Long.parseLong(format[0]), Long.parseLong(format[1]));
        Structure structure = new Structure(name, grouped, List.copyOf(fields));
        switch (words[0]) {
            case FLOW -> flow.put(key, structure);
            case COUNTERS -> counters.put(key, structure);
            default -> throw new IllegalArgumentException(words[0]);
        }
    }
}
