package io.weir.job.input;

import io.weir.udp.Datagram;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A source of datagrams. */
@FunctionalInterface
public interface Input {

    /**
     * Adds the source to the graph.
     *
     * @return the datagrams, with receive time as timestamp and as watermark
     */
    DataStream<Datagram> attach(StreamExecutionEnvironment environment);

    /** Whether what is sent while the job does not run is lost, as it is over UDP. */
    default boolean missesWhileStopped() {
        return false;
    }
}
