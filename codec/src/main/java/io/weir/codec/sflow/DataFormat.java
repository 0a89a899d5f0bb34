package io.weir.codec.sflow;

/** The number of a sample's or record's structure: enterprise (20 bits) and format (12 bits). */
final class DataFormat {

    private static final int ENTERPRISE_SHIFT = 12;
    private static final int FORMAT_BITS = 0xfff;

    private DataFormat() {}

    static long of(long enterprise, long format) {
        return enterprise << ENTERPRISE_SHIFT | format;
    }

    static int enterprise(long dataFormat) {
        return (int) (dataFormat >>> ENTERPRISE_SHIFT);
    }

    static int format(long dataFormat) {
        return (int) dataFormat & FORMAT_BITS;
    }
}
