package io.weir.job.output.lines;

import io.weir.job.config.DocumentStream;
import io.weir.job.config.FileConfiguration;
import io.weir.job.config.SinkKind;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.output.Output;
import io.weir.job.output.message.Message;
import io.weir.job.output.message.Messages;
import io.weir.job.pipeline.PipelineStreams;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.DefaultRollingPolicy;

/**
 * Writes the streams that are configured to files, and is nothing where none is. A file that is
 * written to begins with a dot; after a failure it is cut to what the checkpoint has, so that each
 * line is there once.
 */
public final class FileOutput implements Output {

    /** How often files are looked at for their age. */
    private static final long CHECK_MILLIS = 10_000;

    private final WeirConfiguration configuration;

    public FileOutput(WeirConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void attach(PipelineStreams streams) {
        String prefix = configuration.elasticsearch().indexPrefix();
        Messages messages = new Messages(streams, configuration.streams(), prefix, SinkKind.FILE);
        for (DocumentStream stream : configuration.streams().to(SinkKind.FILE)) {
            messages.documents(stream)
                    .sinkTo(sink(configuration.file(), stream, prefix))
                    .name(SinkKind.FILE.sinkOf(stream))
                    .uid(stream.spelling() + "-to-files");
        }
    }

    private static FileSink<Message> sink(
            FileConfiguration configuration, DocumentStream stream, String prefix) {
        return FileSink.forRowFormat(
                        new Path(configuration.folder(stream).toUri()), new LineEncoder())
                .withBucketAssigner(new DayFolders())
                .withBucketCheckInterval(
                        Math.min(CHECK_MILLIS, configuration.rollInterval().toMillis()))
                .withRollingPolicy(
                        DefaultRollingPolicy.builder()
                                .withMaxPartSize(new MemorySize(configuration.rollBytes()))
                                .withRolloverInterval(configuration.rollInterval())
                                .withInactivityInterval(configuration.rollInterval())
                                .build())
                .withOutputFileConfig(
                        OutputFileConfig.builder()
                                .withPartPrefix(prefix + "-" + stream.spelling())
                                .withPartSuffix(".jsonl")
                                .build())
                .build();
    }
}
