package io.weir.codec.session;

/** How the messages of an exporter reach the session. */
public enum Transport {
    /**
     * One by one, in any order, or not at all: UDP. Withdrawals of templates are ignored, as RFC
     * 7011 §8.4 asks: one that comes late, twice, or from somebody else would cost flows, and an
     * exporter that gives an id away sends the new template anyway.
     */
    DATAGRAMS,

    /** All of them in order: TCP, SCTP, or a file. Withdrawals are obeyed (RFC 7011 §8.1). */
    CONNECTION
}
