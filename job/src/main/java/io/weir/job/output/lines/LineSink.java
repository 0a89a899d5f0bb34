package io.weir.job.output.lines;

import io.weir.job.output.message.Message;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Prints on the standard output of the process, whoever else does. It has no state. */
final class LineSink implements Sink<Message> {

    private static final long serialVersionUID = 1L;

    @Override
    @Deprecated
    public SinkWriter<Message> createWriter(InitContext context) {
        throw new UnsupportedOperationException("Flink 1.20 calls the other one.");
    }

    @Override
    public SinkWriter<Message> createWriter(WriterInitContext context) {
        return new LineWriter(new FileOutputStream(FileDescriptor.out), context.metricGroup());
    }
}
