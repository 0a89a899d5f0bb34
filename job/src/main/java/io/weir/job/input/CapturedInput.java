package io.weir.job.input;

import io.weir.job.capture.CaptureSource;
import io.weir.udp.Datagram;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Datagrams from capture files, at least one. */
public record CapturedInput(List<Path> files) implements Input {

    @Override
    public DataStream<Datagram> attach(StreamExecutionEnvironment environment) {
        return environment
                .fromSource(
                        CaptureSource.of(files), WatermarkStrategy.noWatermarks(), "read captures")
                .uid("read-captures");
    }
}
