package io.weir.operators.conversations;

import java.util.Locale;

/** Why a conversation is over. Codes are those of state and messages: append only. */
public enum Ending {
    /** Nothing more was reported. */
    SILENCE(1),
    /** TCP: both ends sent FIN, or one of them RST. */
    TCP(2),
    /** It had gone on for so long that the rest is another one. */
    DURATION(3),
    /** There was no room for a newer one. */
    ROOM(4);

    private final int code;
    private final String label = name().toLowerCase(Locale.ROOT);

    Ending(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The name in documents. */
    public String label() {
        return label;
    }

    static Ending ofCode(int code) {
        if (code < 1 || code > values().length) {
            throw new IllegalArgumentException("There is no ending with code " + code + ".");
        }
        return values()[code - 1];
    }
}
