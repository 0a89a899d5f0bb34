package io.weir.operators.traffic;

/** What flows are summed up by: the keys of one dimension, or of several at a time. */
sealed interface Grouping permits Dimension, Combination {}
