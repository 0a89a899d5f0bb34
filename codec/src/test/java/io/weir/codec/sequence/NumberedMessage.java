package io.weir.codec.sequence;

/**
 * What a tracker is given of a message.
 *
 * @param sequence in the header, 32 bits unsigned
 * @param uptimeMillis 0 in IPFIX
 * @param complete whether all its records can be decoded
 */
record NumberedMessage(
        long sequence,
        int flows,
        int options,
        long exportMillis,
        long uptimeMillis,
        boolean complete) {

    /** The same with a data set whose template is not known; of its records the others are seen. */
    NumberedMessage withUnknownSet(int flowsInIt) {
        return new NumberedMessage(
                sequence, flows - flowsInIt, options, exportMillis, uptimeMillis, false);
    }
}
