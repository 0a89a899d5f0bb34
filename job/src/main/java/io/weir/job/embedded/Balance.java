package io.weir.job.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.codec.Malformation;
import io.weir.job.config.DocumentStream;
import io.weir.job.config.SinkKind;
import io.weir.job.elasticsearch.bulk.SinkMetric;
import io.weir.job.output.FlowSample;
import io.weir.job.output.kafka.KafkaOutput;
import io.weir.job.output.message.Messages;
import io.weir.operators.decode.DecodeMetric;
import io.weir.operators.detect.EvidenceDetector;
import io.weir.operators.detect.EvidencePreAggregator;
import io.weir.operators.duplicates.DuplicateMetric;
import io.weir.operators.traffic.TrafficPreAggregator;
import io.weir.operators.traffic.TrafficTotals;
import io.weir.tcp.metrics.TcpMetric;
import io.weir.udp.metrics.UdpMetric;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where all datagrams and records of a run went. Up to decode it counts datagrams, after it
 * records. A message that came over TCP is one datagram, too.
 *
 * @param received datagrams that the sockets gave, or the raw topic
 * @param restored datagrams that an earlier run had received and left in its queue
 * @param droppedByKernel datagrams that the kernel dropped before
 * @param discardedAtStop datagrams that were in the kernel's buffers when the sockets were closed
 * @param notAllowed received datagrams of senders that are not on the allow-list
 * @param droppedByQueue received datagrams for which the hand-over queue had no room
 * @param leftInQueue received datagrams that the job was stopped before taking; while it runs,
 *     those that wait
 * @param refused datagrams of exporters over the limit of a subtask, which are not decoded
 * @param decoded datagrams without a fault
 * @param malformed datagrams with a fault, by reason
 * @param flows decoded, those of malformed datagrams included
 * @param sessions what sessions of exporters counted beside flows
 * @param waitingSets data sets that came before their template
 * @param duplicates flows that are in no sums since another observation point reports them, a
 *     record of both directions being two; nothing where duplicates are not suppressed
 * @param late what came after its window, or had no room in it, by what it was
 * @param written documents that Elasticsearch has, by stream
 * @param notWritten other documents of all streams, by what became of them
 * @param leftOut flows that a sink was not given since it takes one in so many, by sink
 * @param spilled documents on local disks: found there at the start, lost there, and left there now
 * @param rawTopic the way over Kafka
 * @param lines that files and standard output were given, by sink and stream
 * @param messages that Kafka was given, by stream, and those that were too large for it; after a
 *     failure of the job some of them twice
 */
public record Balance(
        long received,
        long restored,
        long droppedByKernel,
        long discardedAtStop,
        long notAllowed,
        long droppedByQueue,
        long leftInQueue,
        long refused,
        long decoded,
        Map<String, Long> malformed,
        long flows,
        SessionBalance sessions,
        WaitingSetsBalance waitingSets,
        Map<String, Long> duplicates,
        Map<String, Long> late,
        Map<String, Long> written,
        Map<String, Long> notWritten,
        Map<String, Long> leftOut,
        Map<String, Long> spilled,
        RawTopicBalance rawTopic,
        Map<String, Map<String, Long>> lines,
        Map<String, Long> messages) {

    private static final String RECORDS_OUT = "numRecordsOut";

    /** The balance by now of a job that receives from the network, or reads the raw topic. */
    public static Balance of(JobCounters counters) {
        return of(
                counters,
                counters.sum(UdpMetric.DATAGRAMS_RECEIVED.id())
                        + counters.sum(TcpMetric.MESSAGES_RECEIVED.id())
                        + RawTopicBalance.of(counters).datagramsRead());
    }

    /**
     * The balance by now.
     *
     * @param received the datagrams that came in
     */
    public static Balance of(JobCounters counters, long received) {
        Map<String, Long> malformed = new TreeMap<>();
        for (Malformation reason : Malformation.values()) {
            long count =
                    counters.sumForReason(DecodeMetric.DATAGRAMS_MALFORMED.id(), reason.label());
            if (count > 0) {
                malformed.put(reason.label(), count);
            }
        }
        SessionBalance sessions = SessionBalance.of(counters);
        return new Balance(
                received,
                counters.sum(UdpMetric.DATAGRAMS_RESTORED.id())
                        + counters.sum(TcpMetric.MESSAGES_RESTORED.id()),
                counters.sum(UdpMetric.DATAGRAMS_DROPPED_BY_KERNEL.id()),
                counters.sum(UdpMetric.DATAGRAMS_DISCARDED_AT_CLOSE.id()),
                counters.sum(UdpMetric.DATAGRAMS_NOT_ALLOWED.id()),
                counters.sum(UdpMetric.DATAGRAMS_DROPPED_QUEUE_FULL.id()),
                counters.sum(UdpMetric.QUEUE_DATAGRAMS.id())
                        + counters.sum(TcpMetric.QUEUE_MESSAGES.id()),
                counters.sum(DecodeMetric.DATAGRAMS_REFUSED.id()),
                counters.sum(DecodeMetric.DATAGRAMS_DECODED.id()),
                malformed,
                counters.sum(DecodeMetric.FLOWS_DECODED.id()),
                sessions,
                WaitingSetsBalance.of(counters, sessions),
                duplicates(counters),
                late(counters),
                written(counters),
                notWritten(counters),
                leftOut(counters),
                spilled(counters),
                RawTopicBalance.of(counters),
                lines(counters),
                messages(counters));
    }

    private static Map<String, Long> messages(JobCounters counters) {
        Map<String, Long> messages = new TreeMap<>();
        for (DocumentStream stream : DocumentStream.values()) {
            String sink = SinkKind.KAFKA.sinkOf(stream);
            messages.put(stream.spelling(), counters.sum(RECORDS_OUT, sink));
        }
        messages.put("too_large", counters.sum(KafkaOutput.MESSAGES_TOO_LARGE));
        return messages;
    }

    /** Without sinks that were given nothing. */
    private static Map<String, Map<String, Long>> lines(JobCounters counters) {
        Map<String, Map<String, Long>> lines = new TreeMap<>();
        for (SinkKind sink : List.of(SinkKind.FILE, SinkKind.STDOUT)) {
            Map<String, Long> ofSink = new TreeMap<>();
            for (DocumentStream stream : DocumentStream.values()) {
                long count = counters.sum(RECORDS_OUT, Messages.operator(stream, sink));
                if (count > 0) {
                    ofSink.put(stream.spelling(), count);
                }
            }
            if (!ofSink.isEmpty()) {
                lines.put(sink.spelling(), ofSink);
            }
        }
        return lines;
    }

    private static Map<String, Long> duplicates(JobCounters counters) {
        Map<String, Long> duplicates = new TreeMap<>();
        duplicates.put("flows", counters.sum(DuplicateMetric.FLOWS_DUPLICATE.id()));
        duplicates.put("bytes", counters.sum(DuplicateMetric.BYTES_DUPLICATE.id()));
        duplicates.values().removeIf(count -> count == 0);
        return duplicates;
    }

    private static Map<String, Long> late(JobCounters counters) {
        Map<String, Long> late = new TreeMap<>();
        late.put("flows_moved", counters.sum(TrafficPreAggregator.FLOWS_MOVED));
        late.put("flows", counters.sum(TrafficPreAggregator.FLOWS_LATE));
        late.put("bytes", counters.sum(TrafficPreAggregator.BYTES_LATE));
        late.put("parts", counters.sum(TrafficTotals.PARTS_LATE));
        late.put("evidence", counters.sum(EvidenceDetector.EVIDENCE_LATE));
        late.put(
                "evidence_dropped",
                counters.sum(EvidencePreAggregator.EVIDENCE_DROPPED)
                        + counters.sum(EvidenceDetector.EVIDENCE_REFUSED));
        return late;
    }

    private static Map<String, Long> written(JobCounters counters) {
        Map<String, Long> written = new TreeMap<>();
        for (DocumentStream stream : DocumentStream.values()) {
            String sink = SinkKind.ELASTICSEARCH.sinkOf(stream);
            written.put(stream.spelling(), counters.sum(SinkMetric.DOCUMENTS_WRITTEN.id(), sink));
        }
        return written;
    }

    private static Map<String, Long> leftOut(JobCounters counters) {
        Map<String, Long> leftOut = new TreeMap<>();
        for (SinkKind sink : SinkKind.values()) {
            leftOut.put(sink.spelling(), counters.sum(FlowSample.FLOWS_LEFT_OUT, sampler(sink)));
        }
        return leftOut;
    }

    /** Elasticsearch's sink leaves flows out by itself. */
    private static String sampler(SinkKind sink) {
        return sink == SinkKind.ELASTICSEARCH
                ? sink.sinkOf(DocumentStream.FLOWS)
                : Messages.operator(DocumentStream.FLOWS, sink);
    }

    private static Map<String, Long> notWritten(JobCounters counters) {
        Map<String, Long> documents = new TreeMap<>();
        documents.put("outdated", counters.sum(SinkMetric.DOCUMENTS_OUTDATED.id()));
        documents.put("rejected", counters.sum(SinkMetric.DOCUMENTS_REJECTED.id()));
        documents.put("dropped", counters.sum(SinkMetric.DOCUMENTS_DROPPED.id()));
        documents.put("waiting", counters.sum(SinkMetric.DOCUMENTS_WAITING.id()));
        return documents;
    }

    private static Map<String, Long> spilled(JobCounters counters) {
        Map<String, Long> documents = new TreeMap<>();
        documents.put("found", counters.sum(SinkMetric.DOCUMENTS_FOUND_ON_DISK.id()));
        documents.put("lost", counters.sum(SinkMetric.DOCUMENTS_LOST_ON_DISK.id()));
        documents.put("left", counters.sum(SinkMetric.DOCUMENTS_ON_DISK.id()));
        return documents;
    }

    /** All malformed datagrams. */
    public long malformedTotal() {
        return malformed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Datagrams dropped on this host because something was full. */
    public long dropped() {
        return droppedByKernel + droppedByQueue;
    }

    /** Of a job that has ended: datagrams that reached this host and never reached decode. */
    public long lost() {
        return dropped() + leftInQueue + discardedAtStop;
    }

    /** Datagrams that were received and are in no account; while the job runs, those under way. */
    public long unexplained() {
        long taken = received + restored - notAllowed;
        return taken
                - droppedByQueue
                - leftInQueue
                - rawTopic.datagramsWritten()
                - refused
                - decoded
                - malformedTotal();
    }

    /** All documents that Elasticsearch has. */
    public long documents() {
        return written.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The balance as one line of JSON. */
    public ObjectNode toJson() {
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.put("type", "balance");
        ObjectNode datagrams = line.putObject("datagrams");
        datagrams.put("received", received);
        datagrams.put("restored", restored);
        datagrams.put("dropped_by_kernel", droppedByKernel);
        datagrams.put("discarded_at_stop", discardedAtStop);
        datagrams.put("not_allowed", notAllowed);
        datagrams.put("dropped_by_queue", droppedByQueue);
        datagrams.put("left_in_queue", leftInQueue);
        datagrams.put("refused", refused);
        datagrams.put("decoded", decoded);
        ObjectNode reasons = datagrams.putObject("malformed");
        malformed.forEach(reasons::put);
        datagrams.put("unexplained", unexplained());
        ObjectNode records = line.putObject("records");
        records.put("flows", flows);
        sessions.addTo(line);
        waitingSets.addTo(line);
        if (!duplicates.isEmpty()) {
            ObjectNode countedElsewhere = line.putObject("duplicates");
            duplicates.forEach(countedElsewhere::put);
        }
        ObjectNode afterTheirTime = line.putObject("late");
        late.forEach(afterTheirTime::put);
        ObjectNode documents = line.putObject("written");
        written.forEach(documents::put);
        ObjectNode others = line.putObject("not_written");
        notWritten.forEach(others::put);
        if (leftOut.values().stream().anyMatch(count -> count > 0)) {
            ObjectNode flowsLeftOut = line.putObject("flows_left_out");
            leftOut.forEach(flowsLeftOut::put);
        }
        ObjectNode onDisk = line.putObject("spilled");
        spilled.forEach(onDisk::put);
        rawTopic.addTo(line);
        if (!lines.isEmpty()) {
            ObjectNode printed = line.putObject("lines");
            lines.forEach(
                    (sink, ofSink) -> {
                        ObjectNode streams = printed.putObject(sink);
                        ofSink.forEach(streams::put);
                    });
        }
        if (messages.values().stream().anyMatch(count -> count > 0)) {
            ObjectNode toKafka = line.putObject("messages");
            messages.forEach(toKafka::put);
        }
        return line;
    }
}
