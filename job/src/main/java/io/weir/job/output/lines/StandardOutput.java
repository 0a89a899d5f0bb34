package io.weir.job.output.lines;

import io.weir.job.config.DocumentStream;
import io.weir.job.config.SinkKind;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.output.Output;
import io.weir.job.output.message.Messages;
import io.weir.job.pipeline.PipelineStreams;

/**
 * Prints the streams that are configured on standard output, and is nothing where none is. After a
 * failure of the job some lines may come again.
 */
public final class StandardOutput implements Output {

    private final WeirConfiguration configuration;

    public StandardOutput(WeirConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void attach(PipelineStreams streams) {
        String prefix = configuration.elasticsearch().indexPrefix();
        Messages messages = new Messages(streams, configuration.streams(), prefix, SinkKind.STDOUT);
        for (DocumentStream stream : configuration.streams().to(SinkKind.STDOUT)) {
            messages.documents(stream)
                    .sinkTo(new LineSink())
                    .name(SinkKind.STDOUT.sinkOf(stream))
                    .uid(stream.spelling() + "-to-stdout");
        }
    }
}
