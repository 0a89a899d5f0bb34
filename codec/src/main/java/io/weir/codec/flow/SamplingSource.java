package io.weir.codec.flow;

import java.util.Locale;

/** Who said at which interval packets were sampled. Codes are those of state: append only. */
public enum SamplingSource {
    /** The flow record itself, or the sFlow sample. */
    RECORD(1),
    /** The header of the datagram. */
    HEADER(2),
    /** A record of an options template. */
    OPTIONS(3),
    /** The configuration. */
    CONFIGURATION(4);

    private static final SamplingSource[] BY_CODE = {null, RECORD, HEADER, OPTIONS, CONFIGURATION};

    private final int code;
    private final String label = name().toLowerCase(Locale.ROOT);

    SamplingSource(int code) {
        this.code = code;
    }

    /** The value of {@link FlowField#SAMPLING_SOURCE}. */
    public int code() {
        return code;
    }

    /** The name in documents, such as {@code options}. */
    public String label() {
        return label;
    }

    /**
     * The source with this code.
     *
     * @throws IllegalArgumentException if there is no such code
     */
    public static SamplingSource ofCode(long code) {
        if (code <= 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("There is no source of sampling with code " + code);
        }
        return BY_CODE[(int) code];
    }
}
