package io.weir.benchmarks.bulk;

import io.weir.job.config.FlowForm;
import io.weir.job.documents.FlowDocuments;
import io.weir.operators.enrich.EnrichedFlows;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps the documents of flows in this process, and takes the time that it takes to make them. */
final class FlowDocumentSink implements Sink<EnrichedFlows> {

    private static final long serialVersionUID = 1L;

    /** Makes each of them so many times, so that the code is compiled when its time counts. */
    private static final int REPETITIONS = 40;

    private static final List<byte[]> DOCUMENTS = new ArrayList<>();
    private static double cpuNanosPerDocument;

    /** The documents of all jobs that have ended. */
    static List<byte[]> documents() {
        return DOCUMENTS;
    }

    /** Processor time of making one, as the last quarter of the flows took it. */
    static double cpuNanosPerDocument() {
        return cpuNanosPerDocument;
    }

    @Override
    @Deprecated
    public SinkWriter<EnrichedFlows> createWriter(InitContext context) {
        throw new UnsupportedOperationException("Flink 1.20 calls the other one.");
    }

    @Override
    public SinkWriter<EnrichedFlows> createWriter(WriterInitContext context) {
        return new Writer();
    }

    private static final class Writer implements SinkWriter<EnrichedFlows> {

        private final FlowDocuments documents = new FlowDocuments("weir", FlowForm.FULL);
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final List<double[]> costs = new ArrayList<>();

        @Override
        public void write(EnrichedFlows flows, Context context) {
            for (int row = 0; row < flows.size(); row++) {
                int length = documents.encode(flows, row);
                DOCUMENTS.add(Arrays.copyOf(documents.bytes(), length));
            }
            long begin = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < REPETITIONS; i++) {
                for (int row = 0; row < flows.size(); row++) {
                    documents.encode(flows, row);
                }
            }
            double nanos = threads.getCurrentThreadCpuTime() - begin;
            costs.add(new double[] {nanos, (double) REPETITIONS * flows.size()});
        }

        @Override
        public void flush(boolean endOfInput) {
            List<double[]> last = costs.subList(costs.size() * 3 / 4, costs.size());
            double nanos = last.stream().mapToDouble(cost -> cost[0]).sum();
            cpuNanosPerDocument = nanos / last.stream().mapToDouble(cost -> cost[1]).sum();
        }

        @Override
        public void close() {}
    }
}
