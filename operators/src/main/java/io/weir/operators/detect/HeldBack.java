package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.datasketches.hll.HllSketch;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The alerts of a rule that were not opened, in bounded memory: how many, within 1.6 % two of three
 * times and exact as long as they are few, and a sample of whom they are about. Not thread-safe.
 */
final class HeldBack {

    private static final int LOG_REGISTERS = 12;

    private final HllSketch keys;
    private final Set<IpAddress> entities;
    @Nullable private OpenAlert summary;

    HeldBack() {
        this(new HllSketch(LOG_REGISTERS), new LinkedHashSet<>(), null);
    }

    private HeldBack(HllSketch keys, Set<IpAddress> entities, @Nullable OpenAlert summary) {
        this.keys = keys;
        this.entities = entities;
        this.summary = summary;
    }

    /** Takes a finding; gives the one that sums up all so far. */
    Finding add(Finding finding) {
        keys.update(finding.alertKey());
        if (entities.size() < Sample.MAX) {
            entities.add(finding.entity());
        }
        return Finding.ofHeldBack(
                finding, Math.round(keys.getEstimate()), entities.stream().toList());
    }

    /** The alert that tells of them; null before it is opened. */
    @Nullable
    OpenAlert summary() {
        return summary;
    }

    void summary(OpenAlert alert) {
        summary = alert;
    }

    HeldBack copy() {
        return new HeldBack(keys.copy(), new LinkedHashSet<>(entities), summary);
    }

    void write(DataOutputView to) throws IOException {
        byte[] sketch = keys.toCompactByteArray();
        to.writeInt(sketch.length);
        to.write(sketch);
        DetectSerializers.writeAddresses(entities.stream().toList(), to);
        RuleAlertsSerializer.writeAlert(summary, to);
    }

    static HeldBack read(DataInputView from) throws IOException {
        byte[] sketch = new byte[from.readInt()];
        from.readFully(sketch);
        return new HeldBack(
                HllSketch.heapify(sketch),
                new LinkedHashSet<>(DetectSerializers.readAddresses(from)),
                RuleAlertsSerializer.readAlert(from));
    }
}
