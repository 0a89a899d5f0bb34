package io.weir.udp;

import io.weir.udp.enumerator.UdpEnumerator;
import io.weir.udp.enumerator.UdpEnumeratorState;
import io.weir.udp.enumerator.UdpEnumeratorStateSerializer;
import io.weir.udp.reader.UdpReader;
import io.weir.udp.reader.UdpReaderOptions;
import io.weir.udp.split.Endpoint;
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
 * Receives UDP datagrams, without end. Each subtask listens on every port; subtasks on one host
 * share the ports (SO_REUSEPORT), and the kernel sends all datagrams of a sender's port to the same
 * one of them.
 *
 * <p>Records carry their receive time as timestamp. The source makes its own watermarks, of receive
 * time, which go on when nothing comes: use it with {@code WatermarkStrategy.noWatermarks()}.
 *
 * <p>UDP can lose datagrams; each place where it can happen here has a metric, see {@link
 * io.weir.udp.metrics.UdpMetric}. Datagrams received and not yet emitted are part of each
 * checkpoint and are emitted after a restore, whatever the parallelism or configuration is then.
 * Those received after a checkpoint are lost when the job fails before the next one.
 */
@PublicEvolving
public final class UdpSource
        implements Source<Datagram, UdpSplit, UdpEnumeratorState>, ResultTypeQueryable<Datagram> {

    private static final long serialVersionUID = 1L;

    private final List<Endpoint> listenOn;
    private final UdpReaderOptions options;

    UdpSource(List<Endpoint> listenOn, UdpReaderOptions options) {
        this.listenOn = List.copyOf(listenOn);
        this.options = options;
    }

    public static UdpSourceBuilder builder() {
        return new UdpSourceBuilder();
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Datagram, UdpSplit> createReader(SourceReaderContext context) {
        return new UdpReader(context, options, Clock.systemUTC());
    }

    @Override
    public SplitEnumerator<UdpSplit, UdpEnumeratorState> createEnumerator(
            SplitEnumeratorContext<UdpSplit> context) {
        return restoreEnumerator(context, new UdpEnumeratorState(List.of()));
    }

    @Override
    public SplitEnumerator<UdpSplit, UdpEnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<UdpSplit> context, UdpEnumeratorState checkpoint) {
        return new UdpEnumerator(context, listenOn, checkpoint);
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
