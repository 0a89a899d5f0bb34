package io.weir.operators.exporters;

import java.util.HashSet;
import java.util.Set;

/** The ports that datagrams came from, the first {@value ExporterActivity#MAX_PORTS} of them. */
final class SourcePorts {

    private final int[] ports = new int[ExporterActivity.MAX_PORTS];
    private int size;

    void add(int port) {
        for (int i = 0; i < size; i++) {
            if (ports[i] == port) {
                return;
            }
        }
        if (size < ports.length) {
            ports[size++] = port;
        }
    }

    void clear() {
        size = 0;
    }

    Set<Integer> toSet() {
        Set<Integer> set = new HashSet<>();
        for (int i = 0; i < size; i++) {
            set.add(ports[i]);
        }
        return set;
    }
}
