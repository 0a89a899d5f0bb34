package io.weir.codec.options;

/** An options record that is kept, and what it says. One object for as long as it is kept. */
final class OptionsRecord {

    /** No id, and no number. */
    static final long NONE = -1;

    /** Of all its versions the same. */
    final long identity;

    /** As {@link StoredOptions} lays it out; the store has the same. */
    byte[] stored = {};

    /** When it was last received, Unix milliseconds; 0 if not since the session began. */
    long heardMillis;

    OptionsKind kind = OptionsKind.STATISTICS;

    /** The observation domain that it is about: its own, or the one that its scope names. */
    long domain;

    // What it is about, NONE where it does not say so.
    long samplerId = NONE;
    long interfaceIndex = NONE;
    long templateId = NONE;
    long applicationId = NONE;
    long vrfId = NONE;

    /** Whether it is of a kind that says how much is sampled, even if it does not now. */
    boolean tellsSampling;

    /** Whether it is of a kind that says when uptime was 0, even if it does not now. */
    boolean tellsStart;

    /** One packet in this many is sampled; 0 if it does not say. */
    long samplingInterval;

    /** When uptime was 0, Unix milliseconds; 0 or less if it does not say. */
    long systemInitMillis = NONE;

    /** What it calls the application, VRF or interface; null if nothing. */
    byte[] name;

    /** The stamp of the batch that the name was last appended to. */
    long batchStamp;

    /** Where the name is in that batch. */
    long nameSlice;

    OptionsRecord(long identity) {
        this.identity = identity;
    }
}
