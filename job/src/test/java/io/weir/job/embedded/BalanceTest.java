package io.weir.job.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.codec.Malformation;
import io.weir.codec.session.SessionCounter;
import io.weir.job.config.DocumentStream;
import io.weir.job.config.SinkKind;
import io.weir.job.elasticsearch.bulk.SinkMetric;
import io.weir.job.output.FlowSample;
import io.weir.job.rawtopic.KafkaSinks;
import io.weir.operators.decode.DecodeMetric;
import io.weir.operators.duplicates.DuplicateMetric;
import io.weir.udp.metrics.UdpMetric;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

class BalanceTest {

    private static final LabelledGroup DECODE = LabelledGroup.ofOperator("decode");
    private static final LabelledGroup RECEIVE = LabelledGroup.ofOperator("Source: receive");

    private static final SessionBalance NOTHING = new SessionBalance(Map.of());
    private static final SessionBalance SESSIONS =
            new SessionBalance(
                    Map.of(
                            SessionCounter.OPTIONS_RECORDS, 12L,
                            SessionCounter.COUNTER_SAMPLES, 33L,
                            SessionCounter.SETS_WITHOUT_TEMPLATE, 14L,
                            SessionCounter.TEMPLATES_ADDED, 5L,
                            SessionCounter.WAITING_SETS_DECODED, 6L,
                            SessionCounter.WAITING_SETS_MALFORMED, 1L,
                            SessionCounter.WAITING_SETS_EXPIRED, 2L,
                            SessionCounter.WAITING_SETS_REFUSED, 4L));

    @Test
    void printsEveryAccount() throws Exception {
        Balance balance =
                new Balance(
                        115,
                        8,
                        7,
                        6,
                        19,
                        5,
                        4,
                        1,
                        90,
                        Map.of("truncated", 3L),
                        2_000,
                        SESSIONS,
                        new WaitingSetsBalance(3, 3, SESSIONS),
                        Map.of("flows", 10L),
                        Map.of("evidence", 6L),
                        Map.of("flows", 9L),
                        Map.of("dropped", 2L),
                        Map.of("kafka", 1L),
                        Map.of("left", 8L),
                        RawTopicBalance.NONE,
                        Map.of("file", Map.of("topn", 8L)),
                        Map.of("alerts", 3L));

        assertThat(withoutSectionsOfNewCounters(balance))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        { "type": "balance",
                                          "datagrams": {
                                            "received": 115,
                                            "restored": 8,
                                            "dropped_by_kernel": 7,
                                            "discarded_at_stop": 6,
                                            "not_allowed": 19,
                                            "dropped_by_queue": 5,
                                            "left_in_queue": 4,
                                            "refused": 1,
                                            "decoded": 90,
                                            "malformed": { "truncated": 3 },
                                            "unexplained": 1 },
                                          "records": {
                                            "flows": 2000,
                                            "options": 12,
                                            "counter_samples": 33,
                                            "sets_without_template": 14 },
                                          "templates": {
                                            "added": 5,
                                            "redefined": 0,
                                            "withdrawn": 0,
                                            "expired": 0,
                                            "refused": 0 },
                                          "waiting_sets": {
                                            "restored": 3,
                                            "decoded": 6,
                                            "malformed": 1,
                                            "expired": 2,
                                            "refused": 4,
                                            "waiting": 3,
                                            "unexplained": 1 },
                                          "duplicates": { "flows": 10 },
                                          "late": { "evidence": 6 },
                                          "written": { "flows": 9 },
                                          "not_written": { "dropped": 2 },
                                          "flows_left_out": { "kafka": 1 },
                                          "lines": { "file": { "topn": 8 } },
                                          "spilled": { "left": 8 },
                                          "messages": { "alerts": 3 } }
                                        """));
        assertThat(balance.toJson().toString()).doesNotContain("\n");
    }

    /** Other sections come and go with the counters that sessions have. */
    private static JsonNode withoutSectionsOfNewCounters(Balance balance) throws Exception {
        ObjectNode line = (ObjectNode) new ObjectMapper().readTree(balance.toJson().toString());
        line.retain(
                "type",
                "datagrams",
                "records",
                "templates",
                "waiting_sets",
                "duplicates",
                "late",
                "written",
                "not_written",
                "flows_left_out",
                "lines",
                "spilled",
                "messages");
        line.withObjectProperty("records")
                .retain("flows", "options", "counter_samples", "sets_without_template");
        return line;
    }

    /** Nothing that is counted is missing: a counter without a place would be in no account. */
    @Test
    void printsEveryCounterOfSessions() {
        Map<SessionCounter, Long> counts = new EnumMap<>(SessionCounter.class);
        long sum = 0;
        for (SessionCounter counter : SessionCounter.values()) {
            counts.put(counter, sum + 1); // each another power of 2
            sum += sum + 1;
        }
        ObjectNode line = new ObjectMapper().createObjectNode();

        new SessionBalance(counts).addTo(line);

        long printed = 0;
        for (JsonNode section : line) {
            for (JsonNode count : section) {
                printed += count.asLong();
            }
        }
        assertThat(printed).isEqualTo(sum);
    }

    @Test
    void explainsReceivedDatagramsByDecodedMalformedDroppedRefusedAndLeft() {
        Map<String, Long> malformed = Map.of("truncated", 3L, "too-short", 2L);
        assertThat(balance(105, 8, 9, malformed).unexplained()).isZero();
        assertThat(balance(106, 8, 9, malformed).unexplained()).isEqualTo(1);
        assertThat(balance(105, 7, 9, malformed).unexplained()).isEqualTo(-1);
        assertThat(balance(105, 8, 8, malformed).unexplained()).isEqualTo(1);
    }

    /** 50 dropped and 60 discarded by the kernel were never received. */
    private static Balance balance(
            long received, long restored, long notAllowed, Map<String, Long> malformed) {
        return new Balance(
                received,
                restored,
                50,
                60,
                notAllowed,
                5,
                4,
                2,
                88,
                malformed,
                0,
                NOTHING,
                new WaitingSetsBalance(0, 0, NOTHING),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                RawTopicBalance.NONE,
                Map.of(),
                Map.of());
    }

    @Test
    void takesEachAccountFromItsCounter() {
        JobCounters counters = new JobCounters();
        add(counters, UdpMetric.DATAGRAMS_RECEIVED.id(), 20, RECEIVE);
        add(counters, UdpMetric.DATAGRAMS_RESTORED.id(), 3, RECEIVE);
        add(counters, UdpMetric.DATAGRAMS_NOT_ALLOWED.id(), 9, RECEIVE);
        add(counters, UdpMetric.DATAGRAMS_DISCARDED_AT_CLOSE.id(), 21, RECEIVE);
        add(counters, UdpMetric.DATAGRAMS_DROPPED_BY_KERNEL.id(), 1, RECEIVE);
        add(counters, UdpMetric.DATAGRAMS_DROPPED_QUEUE_FULL.id(), 2, RECEIVE);
        add(counters, UdpMetric.QUEUE_DATAGRAMS.id(), 4, RECEIVE);
        add(counters, DecodeMetric.DATAGRAMS_REFUSED.id(), 1, DECODE);
        add(counters, DecodeMetric.DATAGRAMS_DECODED.id(), 4, DECODE);
        add(counters, DuplicateMetric.FLOWS_DUPLICATE.id(), 13, DECODE);
        add(counters, DuplicateMetric.BYTES_DUPLICATE.id(), 14_000, DECODE);
        add(counters, "partsLate", 12, LabelledGroup.ofOperator("traffic by bucket"));
        add(counters, DecodeMetric.DATAGRAMS_MALFORMED.id(), 3, DECODE);
        String reason = Malformation.TRUNCATED.label();
        add(counters, DecodeMetric.DATAGRAMS_MALFORMED.id(), 3, LabelledGroup.ofReason(reason));
        add(counters, DecodeMetric.FLOWS_DECODED.id(), 40, DECODE);
        add(counters, "numRecordsOut", 39, sink("flows to Kafka: Writer"));
        add(counters, "messagesTooLarge", 1, sink("flows to Kafka: Writer"));
        add(counters, SessionCounter.OPTIONS_RECORDS.id(), 6, DECODE);
        add(counters, SessionCounter.COUNTER_SAMPLES.id(), 8, DECODE);
        add(counters, SessionCounter.SETS_WITHOUT_TEMPLATE.id(), 17, DECODE);
        add(counters, DecodeMetric.WAITING_SETS_RESTORED.id(), 2, DECODE);
        add(counters, SessionCounter.WAITING_SETS_DECODED.id(), 3, DECODE);
        add(counters, SessionCounter.WAITING_SETS_MALFORMED.id(), 1, DECODE);
        add(counters, SessionCounter.WAITING_SETS_EXPIRED.id(), 4, DECODE);
        add(counters, SessionCounter.WAITING_SETS_REFUSED.id(), 5, DECODE);
        add(counters, DecodeMetric.WAITING_SETS.id(), 6, DECODE);
        add(
                counters,
                SinkMetric.DOCUMENTS_WRITTEN.id(),
                40,
                sink(SinkKind.ELASTICSEARCH.sinkOf(DocumentStream.FLOWS)));
        add(
                counters,
                SinkMetric.DOCUMENTS_WRITTEN.id(),
                17,
                sink(SinkKind.ELASTICSEARCH.sinkOf(DocumentStream.ROLLUPS)));
        add(
                counters,
                SinkMetric.DOCUMENTS_WRITTEN.id(),
                11,
                sink(SinkKind.ELASTICSEARCH.sinkOf(DocumentStream.TOPN)));
        add(
                counters,
                SinkMetric.DOCUMENTS_WRITTEN.id(),
                2,
                sink(SinkKind.ELASTICSEARCH.sinkOf(DocumentStream.ALERTS)));
        add(
                counters,
                SinkMetric.DOCUMENTS_WRITTEN.id(),
                3,
                sink(SinkKind.ELASTICSEARCH.sinkOf(DocumentStream.EXPORTERS)));

        add(
                counters,
                SinkMetric.DOCUMENTS_REJECTED.id(),
                1,
                sink(SinkKind.ELASTICSEARCH.sinkOf(DocumentStream.FLOWS)));
        add(
                counters,
                SinkMetric.DOCUMENTS_DROPPED.id(),
                7,
                sink(SinkKind.ELASTICSEARCH.sinkOf(DocumentStream.FLOWS)));

        add(counters, FlowSample.FLOWS_LEFT_OUT, 5, sink("flows to Elasticsearch: Writer"));
        add(counters, FlowSample.FLOWS_LEFT_OUT, 6, sink("flows as messages for Kafka"));
        add(counters, FlowSample.FLOWS_LEFT_OUT, 7, sink("flows as messages for files"));
        add(counters, "numRecordsOut", 4, sink("flows as messages for standard output"));
        add(counters, SinkMetric.DOCUMENTS_FOUND_ON_DISK.id(), 6, sink("flows"));
        add(counters, SinkMetric.DOCUMENTS_LOST_ON_DISK.id(), 1, sink("flows"));
        add(counters, SinkMetric.DOCUMENTS_ON_DISK.id(), 5, sink("flows"));

        Balance balance = Balance.of(counters);

        SessionBalance sessions =
                new SessionBalance(
                        Map.of(
                                SessionCounter.OPTIONS_RECORDS, 6L,
                                SessionCounter.COUNTER_SAMPLES, 8L,
                                SessionCounter.SETS_WITHOUT_TEMPLATE, 17L,
                                SessionCounter.WAITING_SETS_DECODED, 3L,
                                SessionCounter.WAITING_SETS_MALFORMED, 1L,
                                SessionCounter.WAITING_SETS_EXPIRED, 4L,
                                SessionCounter.WAITING_SETS_REFUSED, 5L));
        assertThat(balance)
                .isEqualTo(
                        new Balance(
                                20,
                                3,
                                1,
                                21,
                                9,
                                2,
                                4,
                                1,
                                4,
                                Map.of(reason, 3L),
                                40,
                                sessions,
                                new WaitingSetsBalance(2, 6, sessions),
                                Map.of("flows", 13L, "bytes", 14_000L),
                                Map.of(
                                        "flows_moved", 0L,
                                        "flows", 0L,
                                        "bytes", 0L,
                                        "parts", 12L,
                                        "evidence", 0L,
                                        "evidence_dropped", 0L),
                                Map.of(
                                        "flows",
                                        40L,
                                        "rollups",
                                        17L,
                                        "topn",
                                        11L,
                                        "conversations",
                                        0L,
                                        "alerts",
                                        2L,
                                        "exporters",
                                        3L),
                                Map.of(
                                        "outdated", 0L,
                                        "rejected", 1L,
                                        "dropped", 7L,
                                        "waiting", 0L),
                                Map.of("elasticsearch", 5L, "kafka", 6L, "file", 7L, "stdout", 0L),
                                Map.of("found", 6L, "lost", 1L, "left", 5L),
                                RawTopicBalance.NONE,
                                Map.of("stdout", Map.of("flows", 4L)),
                                Map.of(
                                        "flows", 39L,
                                        "alerts", 0L,
                                        "rollups", 0L,
                                        "topn", 0L,
                                        "conversations", 0L,
                                        "exporters", 0L,
                                        "too_large", 1L)));
        assertThat(balance.unexplained()).isZero();
        assertThat(balance.waitingSets().unexplained()).isZero();
        assertThat(balance.dropped()).isEqualTo(3);
        assertThat(balance.lost()).isEqualTo(28);
        assertThat(balance.documents()).isEqualTo(73);
        assertThat(balance.malformedTotal()).isEqualTo(3);
    }

    @Test
    void closesForACollector() {
        JobCounters counters = new JobCounters();
        add(counters, UdpMetric.DATAGRAMS_RECEIVED.id(), 14, RECEIVE);
        add(counters, UdpMetric.DATAGRAMS_DROPPED_QUEUE_FULL.id(), 2, RECEIVE);
        add(counters, UdpMetric.QUEUE_DATAGRAMS.id(), 4, RECEIVE);
        add(counters, "heartbeatsWritten", 30, LabelledGroup.ofOperator("heartbeats"));
        add(counters, "numRecordsOut", 38, sink(KafkaSinks.RAW_DATAGRAMS));

        Balance balance = Balance.of(counters);

        assertThat(balance.rawTopic())
                .isEqualTo(new RawTopicBalance(38, 30, 0, 0, 0, 0, Map.of(), 0));
        assertThat(balance.rawTopic().datagramsWritten()).isEqualTo(8);
        assertThat(balance.unexplained()).isZero();
    }

    @Test
    void closesForAnAnalysis() throws Exception {
        JobCounters counters = new JobCounters();
        LabelledGroup sort = LabelledGroup.ofOperator("sort records");
        add(counters, "numRecordsIn", 50, LabelledGroup.ofOperator("Source: read raw datagrams"));
        add(counters, "heartbeatsRead", 30, sort);
        add(counters, "foreignRecords", 3, sort);
        add(counters, "foreignRecords", 2, LabelledGroup.ofReason("version"));
        add(counters, "foreignRecords", 1, LabelledGroup.ofReason("key"));
        add(counters, "numRecordsOut", 3, sink(KafkaSinks.DEAD_LETTERS));
        add(counters, DecodeMetric.DATAGRAMS_DECODED.id(), 16, DECODE);
        String malformed = Malformation.TRUNCATED.label();
        add(counters, DecodeMetric.DATAGRAMS_MALFORMED.id(), 1, LabelledGroup.ofReason(malformed));

        Balance balance = Balance.of(counters);

        assertThat(balance.received()).isEqualTo(17);
        assertThat(balance.unexplained()).isZero();
        assertThat(new ObjectMapper().readTree(balance.toJson().get("raw_topic").toString()))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        { "datagrams_written": 0,
                                          "heartbeats_written": 0,
                                          "datagrams_read": 17,
                                          "heartbeats_read": 30,
                                          "foreign": { "key": 1, "version": 2 },
                                          "dead_letters": 3 }
                                        """));
    }

    private static LabelledGroup sink(String name) {
        return LabelledGroup.ofOperator(name + ": Writer");
    }

    private static void add(JobCounters counters, String name, long count, LabelledGroup group) {
        Counter counter = new SimpleCounter();
        counter.inc(count);
        counters.added(counter, name, group);
    }
}
