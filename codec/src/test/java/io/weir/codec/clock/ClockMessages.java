package io.weir.codec.clock;

import static io.weir.codec.encode.TemplateField.iana;

import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV5Writer;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.TemplateDefinition;

/** Messages of one flow, by exporters whose clocks are what a test makes them. */
final class ClockMessages {

    private static final TemplateDefinition START_AND_END =
            TemplateDefinition.of(256, iana(152, 8), iana(153, 8));
    private static final TemplateDefinition START =
            TemplateDefinition.of(257, iana(152, 8), iana(2, 4));
    private static final TemplateDefinition NOTHING = TemplateDefinition.of(258, iana(2, 4));
    private static final TemplateDefinition UPTIMES =
            TemplateDefinition.of(259, iana(22, 4), iana(21, 4));
    private static final TemplateDefinition EVENT = TemplateDefinition.of(260, iana(323, 8));

    private ClockMessages() {}

    /** IPFIX: absolute times. The time of export loses its milliseconds. */
    static byte[] ipfix(long exportMillis, long startMillis, long endMillis) {
        return ipfix(1, exportMillis, startMillis, endMillis);
    }

    static byte[] ipfix(long domain, long exportMillis, long startMillis, long endMillis) {
        return new IpfixWriter(domain)
                .begin(Math.floorDiv(exportMillis, 1_000L))
                .template(START_AND_END)
                .data(START_AND_END, record -> record.uint64(startMillis).uint64(endMillis))
                .toBytes();
    }

    /** IPFIX: a flow without an end. */
    static byte[] started(long exportMillis, long startMillis) {
        return new IpfixWriter(1)
                .begin(exportMillis / 1_000)
                .template(START)
                .data(START, record -> record.uint64(startMillis).uint32(1))
                .toBytes();
    }

    /** IPFIX: a flow without any time. */
    static byte[] timeless(long exportMillis) {
        return new IpfixWriter(1)
                .begin(exportMillis / 1_000)
                .template(NOTHING)
                .data(NOTHING, record -> record.uint32(1))
                .toBytes();
    }

    /** IPFIX: something that was observed. */
    static byte[] event(long exportMillis, long observedMillis) {
        return new IpfixWriter(1)
                .begin(exportMillis / 1_000)
                .template(EVENT)
                .data(EVENT, record -> record.uint64(observedMillis))
                .toBytes();
    }

    /** NetFlow v9: a flow by the uptimes of its start and end. */
    static byte[] netflowV9(
            long exportMillis, long uptimeMillis, long startUptime, long endUptime) {
        return new NetflowV9Writer(1)
                .begin(Math.floorDiv(exportMillis, 1_000L), uptimeMillis & 0xffff_ffffL)
                .template(UPTIMES)
                .data(UPTIMES, record -> record.uint32(startUptime).uint32(endUptime))
                .toBytes();
    }

    /** NetFlow v5: milliseconds in the header. */
    static byte[] netflowV5(
            long exportMillis, long uptimeMillis, long startUptime, long endUptime) {
        NetflowV5Writer writer =
                new NetflowV5Writer(0, 0).begin(exportMillis, uptimeMillis & 0xffff_ffffL);
        writer.record().uptimes(startUptime & 0xffff_ffffL, endUptime & 0xffff_ffffL);
        return writer.toBytes();
    }
}
