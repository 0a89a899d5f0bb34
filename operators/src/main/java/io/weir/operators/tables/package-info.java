/** Tables of plain numbers, and sketches, that sums of flows are kept in. */
package io.weir.operators.tables;
