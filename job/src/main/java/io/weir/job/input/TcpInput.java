package io.weir.job.input;

import io.weir.job.config.ListenConfiguration;
import io.weir.job.config.TcpConfiguration;
import io.weir.tcp.TcpListener;
import io.weir.tcp.TcpSource;
import io.weir.tcp.TcpSourceBuilder;
import io.weir.udp.Datagram;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Messages from TCP connections; at least one port is configured. */
public record TcpInput(ListenConfiguration listen, TcpConfiguration tcp) implements Input {

    @Override
    public DataStream<Datagram> attach(StreamExecutionEnvironment environment) {
        TcpSourceBuilder source =
                TcpSource.builder()
                        .bind(listen.address())
                        .listeners(listeners())
                        .allow(listen.allow())
                        .connections(tcp.connections())
                        .idleTimeout(tcp.idleTimeout())
                        .queueBytes(tcp.queueBytes());
        if (tcp.tls() != null) {
            source.tls(tcp.tls());
        }
        return environment
                .fromSource(source.build(), WatermarkStrategy.noWatermarks(), "receive tcp")
                .uid("receive-tcp");
    }

    private List<TcpListener> listeners() {
        return Stream.concat(
                        tcp.ports().stream().map(TcpListener::plain),
                        tcp.tlsPorts().stream().map(TcpListener::tls))
                .toList();
    }
}
