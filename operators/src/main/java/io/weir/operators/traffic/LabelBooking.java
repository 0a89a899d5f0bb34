package io.weir.operators.traffic;

import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.enrich.networks.NetworkLabel;
import java.util.function.Function;
import javax.annotation.Nullable;

/** Books flows under what the operator calls the networks of their ends. */
final class LabelBooking implements Booking {

    private final Function<NetworkLabel, String> part;
    private final TextHashes texts = new TextHashes();
    private final KeyText textFrom = (flows, entry) -> text(flows.from(entry), flows.row(entry));
    private final KeyText textTo = (flows, entry) -> text(flows.to(entry), flows.row(entry));

    /**
     * @param part of a label; its result may be null
     */
    LabelBooking(Function<NetworkLabel, String> part) {
        this.part = part;
    }

    @Override
    public void book(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            add(flows, entry, flows.from(entry), KeyBooking.AS_SOURCE, textFrom, sums);
            add(flows, entry, flows.to(entry), KeyBooking.AS_DESTINATION, textTo, sums);
        }
    }

    private void add(
            BookedFlows flows, int entry, FlowEnd end, int role, KeyText keyText, KeySink sums) {
        String text = text(end, flows.row(entry));
        if (text != null) {
            sums.add(flows, entry, texts.of(text), role, 0, 0, keyText);
        }
    }

    @Nullable
    private String text(FlowEnd end, int row) {
        NetworkLabel label = end.label(row);
        return label == null ? null : part.apply(label);
    }
}
