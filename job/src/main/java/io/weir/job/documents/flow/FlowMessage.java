package io.weir.job.documents.flow;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.FlowEndFields;
import io.weir.operators.enrich.names.IpProtocols;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** The flow in one line, for readers of logs. Not thread-safe. */
final class FlowMessage {

    private static final byte[] CONNECTION = ascii("[Weir] connection");
    private static final byte[] FROM = ascii(" from ");
    private static final byte[] TO = ascii(" to ");
    private static final byte[] COLON = ascii(":");
    private static final byte[] BRACKET = ascii("[");
    private static final byte[] BRACKET_COLON = ascii("]:");
    private static final byte[] COMMA = ascii(", ");
    private static final byte[] BYTES = ascii(" bytes");
    private static final byte[] PACKETS = ascii(" packets");

    /** By protocol, what a line begins with. */
    private static final List<byte[]> CONNECTIONS =
            IntStream.range(0, 256)
                    .mapToObj(IpProtocols::text)
                    .map(protocol -> ascii("[Weir] " + protocol + " connection"))
                    .toList();

    private final TextBuffer text = new TextBuffer();

    /** The line; good until the next call. */
    TextBuffer of(FlowView flow) {
        int protocol = flow.protocol();
        text.clear().add(protocol >= 0 ? CONNECTIONS.get(protocol) : CONNECTION);
        addEnd(FROM, flow, FlowEndFields.SOURCE);
        addEnd(TO, flow, FlowEndFields.DESTINATION);
        addCounters(flow);
        return text;
    }

    private void addEnd(byte[] word, FlowView flow, FlowEndFields end) {
        if (flow.has(end.address())) {
            text.add(word);
            boolean ipv4 = IpAddress.isIpv4(flow.getHigh(end.address()), flow.get(end.address()));
            add(flow.address(end.address()), ipv4, flow.port(end.port()));
        } else if (flow.has(end.mac())) {
            text.add(word).addMac(flow.get(end.mac()));
        }
    }

    private void add(AddressBytes address, boolean ipv4, int port) {
        if (port < 0) {
            text.add(address);
        } else if (ipv4) {
            text.add(address).add(COLON).addUnsigned(port);
        } else {
            text.add(BRACKET).add(address).add(BRACKET_COLON).addUnsigned(port);
        }
    }

    private void addCounters(FlowView flow) {
        if (flow.hasBytes()) {
            text.add(COMMA).addUnsigned(flow.bytes()).add(BYTES);
        }
        if (flow.hasPackets()) {
            text.add(COMMA).addUnsigned(flow.packets()).add(PACKETS);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
