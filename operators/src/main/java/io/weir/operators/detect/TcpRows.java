package io.weir.operators.detect;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The rows of TCP flows of a batch by what the flags of one of their ways say. */
final class TcpRows {

    private final Map<TcpFlow, FlowsByProtocol.Rows> byFlow = new EnumMap<>(TcpFlow.class);

    /** The same, to go through. */
    private final FlowsByProtocol.Rows[] all;

    /** The same by flags, so that no flow costs a branch that cannot be foreseen. */
    private final FlowsByProtocol.Rows[] byFlags = new FlowsByProtocol.Rows[TcpFlow.TELLING + 1];

    TcpRows() {
        for (TcpFlow flow : TcpFlow.values()) {
            byFlow.put(flow, new FlowsByProtocol.Rows());
        }
        all = byFlow.values().toArray(FlowsByProtocol.Rows[]::new);
        Arrays.setAll(byFlags, flags -> byFlow.get(TcpFlow.of(flags)));
    }

    /** In the order of the batch. */
    FlowsByProtocol.Rows of(TcpFlow flow) {
        return byFlow.get(flow);
    }

    /**
     * @param capacity for so many rows
     */
    void clear(int capacity) {
        for (FlowsByProtocol.Rows rows : all) {
            rows.clear(capacity);
        }
    }

    /**
     * @param flags any number
     */
    void add(int row, long flags) {
        byFlags[(int) flags & TcpFlow.TELLING].add(row);
    }
}
