package io.weir.codec.normalise;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Exporters of connections name their sides by who opened them: initiator and responder (elements
 * 231, 232, 298, 299), or client and server (Cisco AVC). They are read as if the initiator were the
 * source, which holds unless element 239 says that it is the destination: then both sides change
 * places.
 */
public final class InitiatorAsSource implements Normalisation {

    /** Element 239: the initiator is the destination of the flow. */
    private static final int REVERSE_INITIATOR = 2;

    private static final FlowField[][] SIDES = {
        {FlowField.SOURCE_ADDRESS, FlowField.DESTINATION_ADDRESS},
        {FlowField.SOURCE_PORT, FlowField.DESTINATION_PORT},
        {FlowField.BYTES, FlowField.REVERSE_BYTES},
        {FlowField.PACKETS, FlowField.REVERSE_PACKETS}
    };

    private final FlowField[][] sides;

    private InitiatorAsSource(List<FlowField[]> sides) {
        this.sides = sides.toArray(FlowField[][]::new);
    }

    /**
     * This, if the records of a template need it.
     *
     * @param filled the fields that the template fills
     * @param byInitiator those of them that were read from elements of initiator, responder, client
     *     or server
     */
    public static Optional<Normalisation> of(Set<FlowField> filled, Set<FlowField> byInitiator) {
        List<FlowField[]> sides = new ArrayList<>();
        for (FlowField[] side : SIDES) {
            if (byInitiator.contains(side[0]) || byInitiator.contains(side[1])) {
                sides.add(side);
            }
        }
        return sides.isEmpty() || !filled.contains(FlowField.BIFLOW_DIRECTION)
                ? Optional.empty()
                : Optional.of(new InitiatorAsSource(sides));
    }

    @Override
    public void apply(FlowBatch batch, int from, int to) {
        long[] directions = batch.column(FlowField.BIFLOW_DIRECTION);
        for (int row = from; row < to; row++) {
            boolean known = batch.has(FlowField.BIFLOW_DIRECTION, row);
            if (known && directions[row] == REVERSE_INITIATOR) {
                for (FlowField[] side : sides) {
                    swap(batch, side[0], side[1], row);
                }
            }
        }
    }

    private static void swap(FlowBatch batch, FlowField left, FlowField right, int row) {
        boolean hadLeft = batch.has(left, row);
        boolean hadRight = batch.has(right, row);
        swap(batch.column(left), batch.column(right), row);
        if (left.shape() == FlowField.Shape.ADDRESS) {
            swap(batch.highColumn(left), batch.highColumn(right), row);
        }
        mark(batch, left, row, hadRight);
        mark(batch, right, row, hadLeft);
    }

    private static void swap(long[] left, long[] right, int row) {
        long value = left[row];
        left[row] = right[row];
        right[row] = value;
    }

    private static void mark(FlowBatch batch, FlowField field, int row, boolean present) {
        if (present) {
            batch.markPresent(field, row);
        } else {
            batch.markAbsent(field, row);
        }
    }
}
