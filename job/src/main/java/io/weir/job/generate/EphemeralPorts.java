package io.weir.job.generate;

import java.util.SplittableRandom;

/** The ports that clients take, as Linux chooses them: 32768 to 60999. */
final class EphemeralPorts {

    private static final int FIRST = 32_768;
    private static final int END = 61_000;

    private EphemeralPorts() {}

    static int next(SplittableRandom random) {
        return random.nextInt(FIRST, END);
    }
}
