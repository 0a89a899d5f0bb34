package io.weir.codec.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.sflow.CounterRecord;
import io.weir.codec.sflow.CounterSample;
import io.weir.codec.sflow.InterfaceCounters;
import java.util.ArrayList;
import java.util.List;

/** What {@code expected.jsonl} says of a counter sample, as far as it has values. */
record ExpectedCounters(
        int packet,
        long sequence,
        long sourceType,
        long sourceIndex,
        int records,
        List<Long> interfaceCounters) {

    private static final List<String> KEYS =
            List.of(
                    "if_index",
                    "if_type",
                    "if_speed",
                    "if_direction",
                    "if_status",
                    "in_octets",
                    "in_ucast",
                    "in_mcast",
                    "in_bcast",
                    "in_discards",
                    "in_errors",
                    "in_unknown",
                    "out_octets",
                    "out_ucast",
                    "out_mcast",
                    "out_bcast",
                    "out_discards",
                    "out_errors",
                    "promisc");

    static ExpectedCounters of(JsonNode line) {
        List<Long> values = new ArrayList<>();
        JsonNode counters = line.get("if_counters");
        if (counters != null) {
            KEYS.forEach(key -> values.add(counters.get(key).asLong()));
        }
        return new ExpectedCounters(
                line.get("pkt").asInt(),
                line.get("sample_seq").asLong(),
                line.get("source_id_type").asLong(),
                line.get("source_id_index").asLong(),
                line.get("counter_records").size(),
                values);
    }

    static ExpectedCounters of(int packet, CounterSample sample) {
        List<Long> values = new ArrayList<>();
        for (CounterRecord record : sample.records()) {
            if (record instanceof InterfaceCounters counters) {
                addAll(counters, values);
            }
        }
        return new ExpectedCounters(
                packet,
                sample.sequence(),
                sample.sourceType(),
                sample.sourceIndex(),
                sample.records().size(),
                values);
    }

    private static void addAll(InterfaceCounters counters, List<Long> values) {
        values.add(counters.index());
        values.add(counters.type());
        values.add(counters.bitsPerSecond());
        values.add(counters.duplex());
        values.add(counters.status());
        addAll(counters.input(), values);
        values.add(counters.inputUnknownProtocols());
        addAll(counters.output(), values);
        values.add(counters.promiscuous());
    }

    private static void addAll(InterfaceCounters.Direction direction, List<Long> values) {
        values.add(direction.octets());
        values.add(direction.unicastPackets());
        values.add(direction.multicastPackets());
        values.add(direction.broadcastPackets());
        values.add(direction.discards());
        values.add(direction.errors());
    }
}
