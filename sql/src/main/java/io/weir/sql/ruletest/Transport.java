package io.weir.sql.ruletest;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.weir.operators.enrich.names.IpProtocols;

/**
 * The protocol of flows, by its usual name or its number.
 *
 * @param number IANA's
 */
record Transport(int number) {

    static final Transport TCP = new Transport(IpProtocols.TCP);

    @JsonCreator
    static Transport parse(String text) {
        return new Transport(
                switch (text) {
                    case "tcp" -> IpProtocols.TCP;
                    case "udp" -> IpProtocols.UDP;
                    case "icmp" -> IpProtocols.ICMP;
                    case "icmpv6" -> IpProtocols.ICMPV6;
                    default -> number(text);
                });
    }

    @JsonCreator
    static Transport of(int number) {
        return parse(Integer.toString(number));
    }

    private static int number(String text) {
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) <= 255) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no protocol; write tcp, udp, icmp, icmpv6 or a number");
    }
}
