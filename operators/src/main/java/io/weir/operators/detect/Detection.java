package io.weir.operators.detect;

import java.io.Serializable;
import java.time.Duration;

/**
 * One kind of evidence, and what is made of it.
 *
 * @param window what is counted together; a multiple of {@link EvidenceWindow#PANE_MILLIS}
 */
public record Detection(EvidenceKind kind, Duration window, Judgement judgement)
        implements Serializable {

    public Detection {
        if (window.toMillis() < EvidenceWindow.PANE_MILLIS
                || window.toMillis() % EvidenceWindow.PANE_MILLIS != 0) {
            throw new IllegalArgumentException(
                    "The window of " + kind + " is " + window + ", not a multiple of 10 s.");
        }
    }
}
