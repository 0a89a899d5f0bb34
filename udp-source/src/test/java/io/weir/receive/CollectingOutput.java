package io.weir.receive;

import io.weir.udp.Datagram;
import io.weir.udp.Datagrams;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Keeps what a reader emits. */
public final class CollectingOutput implements ReaderOutput<Datagram> {

    private final List<Datagram> datagrams = new ArrayList<>();
    private final List<Long> timestamps = new ArrayList<>();
    private final List<Long> watermarks = new ArrayList<>();

    public List<Datagram> datagrams() {
        return datagrams;
    }

    public List<String> texts() {
        return datagrams.stream().map(Datagrams::text).toList();
    }

    public List<Long> timestamps() {
        return timestamps;
    }

    public List<Long> watermarks() {
        return watermarks;
    }

    @Override
    public void collect(Datagram datagram) {
        throw new AssertionError("A datagram without its receive time: " + datagram);
    }

    @Override
    public void collect(Datagram datagram, long timestamp) {
        datagrams.add(datagram);
        timestamps.add(timestamp);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        watermarks.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {
        throw new AssertionError("A reader is never idle.");
    }

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<Datagram> createOutputForSplit(String splitId) {
        return this;
    }

    @Override
    public void releaseOutputForSplit(String splitId) {}
}
