package io.weir.job.documents.flow;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.FlowEndFields;
import io.weir.operators.enrich.names.IpProtocols;

/** The flow in one line, for readers of logs. Not thread-safe. */
final class FlowMessage {

    private final TextBuffer text = new TextBuffer();

    /** The line; good until the next call. */
    TextBuffer of(FlowView flow) {
        text.clear().add("[Weir] ");
        int protocol = flow.protocol();
        if (protocol >= 0) {
            text.add(IpProtocols.text(protocol)).add(" ");
        }
        text.add("connection");
        addEnd(" from ", flow, FlowEndFields.SOURCE);
        addEnd(" to ", flow, FlowEndFields.DESTINATION);
        addCounters(flow);
        return text;
    }

    private void addEnd(String word, FlowView flow, FlowEndFields end) {
        if (flow.has(end.address())) {
            text.add(word);
            long high = flow.getHigh(end.address());
            addAddress(high, flow.get(end.address()), flow.port(end.port()));
        } else if (flow.has(end.mac())) {
            text.add(word).addMac(flow.get(end.mac()));
        }
    }

    private void addAddress(long high, long low, int port) {
        if (port < 0) {
            text.addAddress(high, low);
        } else if (IpAddress.isIpv4(high, low)) {
            text.addAddress(high, low).add(":").addUnsigned(port);
        } else {
            text.add("[").addAddress(high, low).add("]:").addUnsigned(port);
        }
    }

    private void addCounters(FlowView flow) {
        if (flow.hasBytes()) {
            text.add(", ").addUnsigned(flow.bytes()).add(" bytes");
        }
        if (flow.hasPackets()) {
            text.add(", ").addUnsigned(flow.packets()).add(" packets");
        }
    }
}
