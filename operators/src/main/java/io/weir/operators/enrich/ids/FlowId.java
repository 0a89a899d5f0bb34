package io.weir.operators.enrich.ids;

import java.nio.charset.StandardCharsets;

/**
 * The id of a flow record, which its document has as {@code flow.id}; see {@link FlowIds}.
 *
 * @param high the upper half
 * @param low the lower half
 */
public record FlowId(long high, long low) {

    /** The id that was computed last. */
    public static FlowId of(FlowIds ids) {
        return new FlowId(ids.high(), ids.low());
    }

    /** As {@link IdText} writes it. */
    @Override
    public String toString() {
        byte[] text = new byte[IdText.LENGTH];
        IdText.write(high, low, text, 0);
        return new String(text, StandardCharsets.US_ASCII);
    }
}
