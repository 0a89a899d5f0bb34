package io.weir.job.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.job.rawtopic.ForeignReason;
import io.weir.job.rawtopic.KafkaSinks;
import io.weir.job.rawtopic.RawTopicMetric;
import io.weir.job.rawtopic.RawTopicSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run wrote to the raw topic and read from it, in records.
 *
 * @param recordsWritten all that the producer was given
 * @param heartbeatsWritten those of them that are heartbeats
 * @param connectionEndsWritten those of them that say that a connection has ended
 * @param recordsRead all that the consumer gave
 * @param heartbeatsRead those of them that are heartbeats
 * @param connectionEndsRead those of them that say that a connection has ended
 * @param foreign those of them that are not ours, by reason
 * @param deadLetters foreign records that were written to the dead letters
 */
public record RawTopicBalance(
        long recordsWritten,
        long heartbeatsWritten,
        long connectionEndsWritten,
        long recordsRead,
        long heartbeatsRead,
        long connectionEndsRead,
        Map<String, Long> foreign,
        long deadLetters) {

    /** Of a run without Kafka. */
    public static final RawTopicBalance NONE = new RawTopicBalance(0, 0, 0, 0, 0, 0, Map.of(), 0);

    private static final String RECORDS_IN = "numRecordsIn";
    private static final String RECORDS_OUT = "numRecordsOut";

    static RawTopicBalance of(JobCounters counters) {
        Map<String, Long> foreign = new TreeMap<>();
        for (ForeignReason reason : ForeignReason.values()) {
            long count = counters.sumForReason(RawTopicMetric.FOREIGN_RECORDS.id(), reason.label());
            if (count > 0) {
                foreign.put(reason.label(), count);
            }
        }
        return new RawTopicBalance(
                counters.sum(RECORDS_OUT, KafkaSinks.RAW_DATAGRAMS),
                counters.sum(RawTopicMetric.HEARTBEATS_WRITTEN.id()),
                counters.sum(RawTopicMetric.CONNECTION_ENDS_WRITTEN.id()),
                counters.sum(RECORDS_IN, "Source: " + RawTopicSource.NAME),
                counters.sum(RawTopicMetric.HEARTBEATS_READ.id()),
                counters.sum(RawTopicMetric.CONNECTION_ENDS_READ.id()),
                foreign,
                counters.sum(RECORDS_OUT, KafkaSinks.DEAD_LETTERS));
    }

    /** Datagrams given to the producer. */
    public long datagramsWritten() {
        return recordsWritten - heartbeatsWritten - connectionEndsWritten;
    }

    /** Datagrams read: what is no heartbeat, no end of a connection and not foreign. */
    public long datagramsRead() {
        return recordsRead - heartbeatsRead - connectionEndsRead - foreignTotal();
    }

    /** All foreign records. */
    public long foreignTotal() {
        return foreign.values().stream().mapToLong(Long::longValue).sum();
    }

    void addTo(ObjectNode balance) {
        if (recordsWritten == 0 && recordsRead == 0) {
            return;
        }
        ObjectNode rawTopic = balance.putObject("raw_topic");
        rawTopic.put("datagrams_written", datagramsWritten());
        rawTopic.put("heartbeats_written", heartbeatsWritten);
        rawTopic.put("datagrams_read", datagramsRead());
        rawTopic.put("heartbeats_read", heartbeatsRead);
        ObjectNode reasons = rawTopic.putObject("foreign");
        foreign.forEach(reasons::put);
        rawTopic.put("dead_letters", deadLetters);
    }
}
