package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.enrich.names.IpProtocols;

/** What ICMP messages say, of both versions: RFC 792 and RFC 4443. */
final class IcmpMessages {

    private IcmpMessages() {}

    static boolean isUnreachable(FlowBatch batch, int row) {
        return has(batch, row, 3, 1);
    }

    /** Which hosts send, not routers. */
    static boolean isPortUnreachable(FlowBatch batch, int row) {
        boolean isIpv4 = batch.getOr(FlowField.PROTOCOL, row, 0) == IpProtocols.ICMP;
        return isUnreachable(batch, row)
                && batch.getOr(FlowField.ICMP_CODE, row, 0) == (isIpv4 ? 3 : 4);
    }

    static boolean isEchoRequest(FlowBatch batch, int row) {
        return has(batch, row, 8, 128);
    }

    static boolean isEchoReply(FlowBatch batch, int row) {
        return has(batch, row, 0, 129);
    }

    /** Whether it tells of the fate of another packet. */
    static boolean isError(FlowBatch batch, int row) {
        long protocol = batch.getOr(FlowField.PROTOCOL, row, 0);
        long type = batch.getOr(FlowField.ICMP_TYPE, row, -1);
        return protocol == IpProtocols.ICMP
                ? type == 3 || type == 11 || type == 12
                : protocol == IpProtocols.ICMPV6 && type >= 1 && type <= 4;
    }

    private static boolean has(FlowBatch batch, int row, int type, int typeOfIpv6) {
        long protocol = batch.getOr(FlowField.PROTOCOL, row, 0);
        if (protocol == IpProtocols.ICMP) {
            return batch.getOr(FlowField.ICMP_TYPE, row, -1) == type;
        }
        return protocol == IpProtocols.ICMPV6
                && batch.getOr(FlowField.ICMP_TYPE, row, -1) == typeOfIpv6;
    }
}
