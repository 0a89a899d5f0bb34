package io.weir.operators.detect;

import java.io.Serializable;
import java.time.Duration;
import javax.annotation.Nullable;

/**
 * One kind of evidence, and what is made of it.
 *
 * @param window what is counted together; a multiple of {@link EvidenceWindow#PANE_MILLIS}
 * @param learning how it is learned what is usual; null where nothing is
 */
public record Detection(
        EvidenceKind kind, Duration window, Judgement judgement, @Nullable Learning learning)
        implements Serializable {

    public Detection {
        if (window.toMillis() < EvidenceWindow.PANE_MILLIS
                || window.toMillis() % EvidenceWindow.PANE_MILLIS != 0) {
            throw new IllegalArgumentException(
                    "The window of " + kind + " is " + window + ", not a multiple of 10 s.");
        }
    }

    /** One that goes by bounds alone. */
    public Detection(EvidenceKind kind, Duration window, Judgement judgement) {
        this(kind, window, judgement, null);
    }

    /**
     * One that compares with what is usual.
     *
     * @param warmUp how long it learns before anything is
     */
    public static Detection learning(
            EvidenceKind kind, Duration window, Judgement judgement, Duration warmUp) {
        Duration pane = Duration.ofMillis(EvidenceWindow.PANE_MILLIS);
        return new Detection(kind, window, judgement, new Learning(pane, warmUp));
    }
}
