package io.weir.job.input;

import io.weir.job.config.WeirConfiguration;
import io.weir.udp.Datagram;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What exporters send over the network: UDP, and TCP if it is configured. */
public record NetworkInput(WeirConfiguration configuration) implements Input {

    @Override
    public DataStream<Datagram> attach(StreamExecutionEnvironment environment) {
        DataStream<Datagram> udp = new UdpInput(configuration.listen()).attach(environment);
        return configuration.tcp().isEnabled()
                ? udp.union(
                        new TcpInput(configuration.listen(), configuration.tcp())
                                .attach(environment))
                : udp;
    }

    @Override
    public boolean missesWhileStopped() {
        return true;
    }
}
