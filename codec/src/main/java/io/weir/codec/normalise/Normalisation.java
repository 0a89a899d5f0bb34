package io.weir.codec.normalise;

import io.weir.codec.flow.FlowBatch;

/**
 * Something that exporters say in a way of their own, said the usual way. Each has a factory that
 * decides once, when a template is compiled, whether its records need it: it costs the others
 * nothing.
 */
public interface Normalisation {

    /** Changes the flows from row {@code from} (inclusive) to {@code to} (exclusive). */
    void apply(FlowBatch batch, int from, int to);
}
