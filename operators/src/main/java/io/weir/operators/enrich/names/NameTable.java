package io.weir.operators.enrich.names;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names by three longs, through ids of names: 1 and up, 0 for none. Immutable. */
final class NameTable {

    private final TripleTable ids;
    private final String[] names;

    private NameTable(TripleTable ids, String[] names) {
        this.ids = ids;
        this.names = names;
    }

    /** The id of the name; 0 if there is none. */
    int find(long first, long second, long third) {
        return ids.get(first, second, third);
    }

    /** The name of an id; null for 0. */
    String name(int id) {
        return names[id];
    }

    /** Gathers names; of one key the last counts. */
    static final class Builder {

        private final TripleTable.Builder ids = new TripleTable.Builder();
        private final Map<String, Integer> idByName = new HashMap<>();
        private final List<String> names = new ArrayList<>();

        Builder() {
            names.add(null);
        }

        void put(long first, long second, long third, String name) {
            int id = idByName.computeIfAbsent(name, unknown -> names.size());
            if (id == names.size()) {
                names.add(name);
            }
            ids.put(first, second, third, id);
        }

        NameTable build() {
            return new NameTable(ids.build(), names.toArray(String[]::new));
        }
    }
}
