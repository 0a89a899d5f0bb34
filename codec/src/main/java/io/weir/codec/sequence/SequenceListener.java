package io.weir.codec.sequence;

/** Is told what is to be counted. */
public interface SequenceListener {

    /** Counts something, at least once. */
    void count(SequenceEvent event, long amount);
}
