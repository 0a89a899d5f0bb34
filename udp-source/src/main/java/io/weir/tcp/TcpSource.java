package io.weir.tcp;

import io.weir.tcp.reader.TcpReader;
import io.weir.tcp.reader.TcpReaderOptions;
import io.weir.udp.Datagram;
import io.weir.udp.DatagramTypeInformation;
import io.weir.udp.enumerator.UdpEnumerator;
import io.weir.udp.enumerator.UdpEnumeratorState;
import io.weir.udp.enumerator.UdpEnumeratorStateSerializer;
import io.weir.udp.split.UdpSplit;
import io.weir.udp.split.UdpSplitSerializer;
import java.time.Clock;
import java.util.List;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Receives IPFIX messages over TCP (RFC 7011 §10.4), with or without TLS, without end. Each subtask
 * listens on every port; subtasks on one host share the ports (SO_REUSEPORT), and a connection
 * stays with the subtask that the kernel gave it to.
 *
 * <p>A record is a message; its {@link Datagram#connection} is a number that no other connection
 * has, before or after. When a connection that brought messages has ended, a record says so ({@link
 * Datagram#endsConnection}) behind all of them. No such record comes for connections that were open
 * when the job ended.
 *
 * <p>Records carry the time at which they were complete as timestamp. The source makes its own
 * watermarks, of receive time, which go on when nothing comes: use it with {@code
 * WatermarkStrategy.noWatermarks()}.
 *
 * <p>Nothing is dropped: when the job is slow, senders wait. Messages received and not yet emitted
 * are part of each checkpoint and are emitted after a restore, whatever the parallelism or
 * configuration is then. Those received after a checkpoint are lost when the job fails before the
 * next one; those under way are lost when it stops.
 */
@PublicEvolving
public final class TcpSource
        implements Source<Datagram, UdpSplit, UdpEnumeratorState>, ResultTypeQueryable<Datagram> {

    private static final long serialVersionUID = 1L;

    private final TcpReaderOptions options;

    TcpSource(TcpReaderOptions options) {
        this.options = options;
    }

    public static TcpSourceBuilder builder() {
        return new TcpSourceBuilder();
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Datagram, UdpSplit> createReader(SourceReaderContext context) {
        return new TcpReader(context, options, Clock.systemUTC());
    }

    @Override
    public SplitEnumerator<UdpSplit, UdpEnumeratorState> createEnumerator(
            SplitEnumeratorContext<UdpSplit> context) {
        return restoreEnumerator(context, new UdpEnumeratorState(List.of()));
    }

    /** Readers know where to listen; the enumerator only passes backlogs on. */
    @Override
    public SplitEnumerator<UdpSplit, UdpEnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<UdpSplit> context, UdpEnumeratorState checkpoint) {
        return new UdpEnumerator(context, List.of(), checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<UdpSplit> getSplitSerializer() {
        return UdpSplitSerializer.INSTANCE;
    }

    @Override
    public SimpleVersionedSerializer<UdpEnumeratorState> getEnumeratorCheckpointSerializer() {
        return UdpEnumeratorStateSerializer.INSTANCE;
    }

    @Override
    public TypeInformation<Datagram> getProducedType() {
        return DatagramTypeInformation.INSTANCE;
    }
}
