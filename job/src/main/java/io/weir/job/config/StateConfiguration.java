package io.weir.job.config;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code weir run} keeps between its runs.
 *
 * @param dir the folder for it
 * @param keep complete checkpoints that stay
 */
public record StateConfiguration(String dir, int keep) implements Serializable {

    static final Key<String> DIR =
            Key.of(
                    "state.dir",
                    ValueType.text(),
                    "weir-state",
                    "Folder where `weir run` keeps checkpoints, from the newest of which the next"
                            + " start goes on; each role has a folder of its own in it. A cluster"
                            + " has settings of its own for this.");

    static final Key<Integer> KEEP =
            Key.of(
                    "state.keep",
                    ValueType.integer(1, 100),
                    "2",
                    "Complete checkpoints that stay: where the newest is damaged, the next older"
                            + " one takes its place.");

    static final List<Key<?>> KEYS = List.of(DIR, KEEP);

    static StateConfiguration from(Settings settings) {
        return new StateConfiguration(settings.get(DIR), settings.get(KEEP));
    }

    /** The folder of a role. */
    public Path folder(Role role) {
        return Path.of(dir).resolve(role.spelling());
    }
}
