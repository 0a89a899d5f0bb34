package io.weir.job.input;

import io.weir.job.config.ListenConfiguration;
import io.weir.udp.Datagram;
import io.weir.udp.UdpSource;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Datagrams from UDP sockets. */
public record UdpInput(ListenConfiguration listen) implements Input {

    @Override
    public DataStream<Datagram> attach(StreamExecutionEnvironment environment) {
        UdpSource source =
                UdpSource.builder()
                        .bind(listen.address())
                        .listeners(listen.udp())
                        .allow(listen.allow())
                        .foreignSockets(listen.foreignSockets())
                        .receiveBufferBytes(listen.receiveBufferBytes())
                        .queueBytes(listen.queueBytes())
                        .build();
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "receive")
                .uid("receive");
    }

    @Override
    public boolean missesWhileStopped() {
        return true;
    }
}
