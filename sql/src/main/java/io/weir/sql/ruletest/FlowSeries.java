package io.weir.sql.ruletest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.util.List;
import java.util.function.Consumer;
import javax.annotation.Nullable;

/**
 * Flows that are alike: the same again and again, or with the next address or port each time.
 *
 * @param at when the first is received
 * @param repeat how many there are
 * @param step from one to the next
 * @param port of the destination
 * @param tcpFlags only of TCP
 * @param replyPackets sent back, in the same record; 0 for none
 * @param icmp type and code, only of ICMP
 */
record FlowSeries(
        @Nullable Moment at,
        @Nullable Integer repeat,
        @Nullable Moment step,
        Addresses source,
        Addresses destination,
        @JsonProperty("source-port") @Nullable Numbers sourcePort,
        @Nullable Numbers port,
        @Nullable Transport protocol,
        @JsonProperty("tcp-flags") @Nullable Flags tcpFlags,
        @Nullable Long packets,
        @Nullable Long octets,
        @JsonProperty("reply-packets") @Nullable Long replyPackets,
        @JsonProperty("reply-octets") @Nullable Long replyOctets,
        @Nullable List<Integer> icmp) {

    static final int MOST = 100_000;

    private static final IpAddress EXPORTER = IpAddress.ofIpv4(0xc000_0201L);

    FlowSeries {
        require(source != null, "a flow has no source");
        require(destination != null, "a flow has no destination");
        at = at == null ? Moment.ZERO : at;
        step = step == null ? Moment.ZERO : step;
        repeat = repeat == null ? 1 : repeat;
        require(repeat >= 1 && repeat <= MOST, "repeat: " + repeat + " is not from 1 to " + MOST);
        sourcePort = sourcePort == null ? Numbers.of(50_000) : sourcePort;
        port = port == null ? Numbers.of(0) : port;
        require(sourcePort.last() <= 0xffff && port.last() <= 0xffff, "a port is above 65535");
        protocol = protocol == null ? Transport.TCP : protocol;
        tcpFlags = tcpFlags == null ? Flags.SESSION : tcpFlags;
        packets = packets == null ? 10 : packets;
        octets = octets == null ? packets * 100 : octets;
        replyPackets = replyPackets == null ? 0 : replyPackets;
        replyOctets = replyOctets == null ? replyPackets * 100 : replyOctets;
        icmp = icmp == null ? List.of() : List.copyOf(icmp);
        require(icmp.isEmpty() || icmp.size() == 2, "icmp: write [type, code]");
        // Refuses what does not fit a day.
        require(lastMillis(at, step, repeat) >= 0, "the flows do not fit into a day");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static long lastMillis(Moment at, Moment step, int repeat) {
        return new Moment(at.millis() + step.millis() * (repeat - 1L)).millis();
    }

    /** When the last is received, since the beginning of the test. */
    long lastMillis() {
        return lastMillis(at, step, repeat);
    }

    /**
     * Gives the flows, each as a batch of one.
     *
     * @param startMillis when the test begins
     */
    void forEach(long startMillis, Consumer<FlowBatch> consumer) {
        for (int i = 0; i < repeat; i++) {
            consumer.accept(batch(i, startMillis + at.millis() + step.millis() * i));
        }
    }

    private FlowBatch batch(int place, long receivedMillis) {
        FlowBatch batch = new FlowBatch();
        batch.setOrigin(EXPORTER.high(), EXPORTER.low(), 2055, receivedMillis);
        int row = batch.append(1);
        IpAddress from = source.at(place);
        IpAddress to = destination.at(place);
        batch.setAddress(FlowField.SOURCE_ADDRESS, row, from.high(), from.low());
        batch.setAddress(FlowField.DESTINATION_ADDRESS, row, to.high(), to.low());
        batch.set(FlowField.PROTOCOL, row, protocol.number());
        if (protocol.equals(Transport.TCP)) {
            batch.set(FlowField.TCP_FLAGS, row, tcpFlags.bits());
        }
        if (icmp.isEmpty()) {
            batch.set(FlowField.SOURCE_PORT, row, sourcePort.at(place));
            batch.set(FlowField.DESTINATION_PORT, row, port.at(place));
        } else {
            batch.set(FlowField.ICMP_TYPE, row, icmp.get(0));
            batch.set(FlowField.ICMP_CODE, row, icmp.get(1));
        }
        batch.set(FlowField.PACKETS, row, packets);
        batch.set(FlowField.BYTES, row, octets);
        if (replyPackets > 0) {
            batch.set(FlowField.REVERSE_PACKETS, row, replyPackets);
            batch.set(FlowField.REVERSE_BYTES, row, replyOctets);
            batch.set(FlowField.REVERSE_TCP_FLAGS, row, tcpFlags.bits());
        }
        batch.set(FlowField.START_MILLIS, row, receivedMillis);
        batch.set(FlowField.END_MILLIS, row, receivedMillis);
        return batch;
    }
}
