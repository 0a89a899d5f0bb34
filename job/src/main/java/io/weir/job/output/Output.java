package io.weir.job.output;

import io.weir.job.pipeline.PipelineStreams;

/** A destination of the job's streams. */
public interface Output {

    /** Adds the sinks to the graph. */
    void attach(PipelineStreams streams);
}
