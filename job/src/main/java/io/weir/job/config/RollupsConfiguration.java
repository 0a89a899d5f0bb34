package io.weir.job.config;

import io.weir.operators.traffic.Dimension;
import java.io.Serializable;
import java.util.List;
import javax.annotation.Nullable;

/**
 * The sums of traffic.
 *
 * @param dimensions what traffic is summed up by, in minutes
 * @param fine those that are summed up in windows of ten seconds too
 * @param keys how many keys each dimension has in a window; all further ones are one
 * @param interfaceSpeeds path of a file on the TaskManagers, null if there is none
 */
public record RollupsConfiguration(
        List<Dimension> dimensions,
        List<Dimension> fine,
        int keys,
        @Nullable String interfaceSpeeds)
        implements Serializable {

    static final Key<List<Dimension>> DIMENSIONS =
            Key.of(
                    "rollups.dimensions",
                    ValueType.listOf(ValueType.oneOf(Dimension.class)),
                    "exporter, interface, service, application, as, way",
                    "What traffic is summed up by, minute by minute.");

    static final Key<List<Dimension>> FINE =
            Key.withoutDefault(
                    "rollups.ten-seconds",
                    ValueType.listOf(ValueType.oneOf(Dimension.class)),
                    "What it is summed up by in windows of ten seconds besides; in these a flow"
                            + " counts at its end.");

    static final Key<Integer> KEYS_KEPT =
            Key.of(
                    "rollups.keys",
                    ValueType.integer(1_000, 100_000_000),
                    "131072",
                    "Keys, such as services, that each dimension has in a window. Of more, all"
                            + " further ones are summed up as one.");

    static final Key<String> INTERFACE_SPEEDS =
            Key.withoutDefault(
                    "rollups.interface-speeds",
                    ValueType.text(),
                    "File with the speeds of interfaces, `EXPORTER/INDEX: SPEED` on each line as in"
                            + " `192.0.2.1/3: 10G`, bits per second with k, M, G or T: rollups of"
                            + " these then say how much of it was used. Read again when it"
                            + " changes.");

    static final List<Key<?>> KEYS = List.of(DIMENSIONS, FINE, KEYS_KEPT, INTERFACE_SPEEDS);

    public RollupsConfiguration {
        fine = fine == null ? List.of() : List.copyOf(fine);
    }

    static RollupsConfiguration from(Settings settings) {
        return new RollupsConfiguration(
                settings.get(DIMENSIONS),
                settings.get(FINE),
                settings.get(KEYS_KEPT),
                settings.get(INTERFACE_SPEEDS));
    }
}
