package io.weir.operators.detect;

import java.io.Serializable;
import java.util.function.Consumer;

/** Decides from what is known of a suspect whether a rule's condition holds. */
public interface Judgement extends Serializable {

    /** Opens what it needs besides, before anything is judged. */
    default void open() {}

    /**
     * Reports a finding for each condition that holds and that the new evidence bears on.
     *
     * @param window what is known, the new evidence included
     */
    void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings);

    /**
     * What is learned of a suspect, where the judgement compares it with what is usual: {@link
     * EvidenceWindow#usual}.
     *
     * @return not negative
     */
    default double level(EvidenceWindow window) {
        return 0;
    }

    /** Gives back what it has open, if it was opened. */
    default void close() {}
}
