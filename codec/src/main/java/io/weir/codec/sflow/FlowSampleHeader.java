package io.weir.codec.sflow;

import io.weir.codec.MalformedDatagramException;

/**
 * What a flow sample says before its records. One object for all samples.
 *
 * <pre>
 * compact (0:1)                      expanded (0:3)
 *  0 | sequence                   |   0 | sequence
 *  4 | source: type (8), index    |   4 | type of the source     8 | its index
 *  8 | sampling rate              |  12 | sampling rate
 * 12 | sample pool                |  16 | sample pool
 * 16 | drops                      |  20 | drops
 * 20 | input: format (2), value   |  24 | format of the input   28 | its value
 * 24 | output: format (2), value  |  32 | format of the output  36 | its value
 * 28 | records                    |  40 | records
 * </pre>
 */
final class FlowSampleHeader {

    private static final int SOURCE_INDEX_BITS = 24;
    private static final long SOURCE_INDEX = 0x00ff_ffffL;
    private static final int INTERFACE_VALUE_BITS = 30;
    private static final long INTERFACE_VALUE = 0x3fff_ffffL;

    long sequence;
    long sourceType;
    long sourceIndex;
    long samplingRate;
    long samplePool;
    long drops;
    long inputFormat;
    long inputValue;
    long outputFormat;
    long outputValue;
    long records;

    void readCompact(XdrReader in) throws MalformedDatagramException {
        sequence = in.uint32();
        long source = in.uint32();
        sourceType = source >>> SOURCE_INDEX_BITS;
        sourceIndex = source & SOURCE_INDEX;
        readPool(in);
        long input = in.uint32();
        inputFormat = input >>> INTERFACE_VALUE_BITS;
        inputValue = input & INTERFACE_VALUE;
        long output = in.uint32();
        outputFormat = output >>> INTERFACE_VALUE_BITS;
        outputValue = output & INTERFACE_VALUE;
        records = in.uint32();
    }

    void readExpanded(XdrReader in) throws MalformedDatagramException {
        sequence = in.uint32();
        sourceType = in.uint32();
        sourceIndex = in.uint32();
        readPool(in);
        inputFormat = in.uint32();
        inputValue = in.uint32();
        outputFormat = in.uint32();
        outputValue = in.uint32();
        records = in.uint32();
    }

    private void readPool(XdrReader in) throws MalformedDatagramException {
        samplingRate = in.uint32();
        samplePool = in.uint32();
        drops = in.uint32();
    }
}
