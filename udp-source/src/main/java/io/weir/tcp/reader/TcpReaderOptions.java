package io.weir.tcp.reader;

import io.weir.tcp.TcpListener;
import io.weir.tcp.TlsFiles;
import io.weir.udp.AllowList;
import java.io.Serializable;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * How a reader receives. Checked by the source's builder.
 *
 * @param bind the local address to listen on
 * @param listeners the ports, at least one
 * @param tls what listeners with TLS need; null if there are none
 * @param allowed whose connections are taken
 * @param limits what senders may take up
 * @param queueBytes the heap that messages waiting to be emitted may hold before reading pauses
 * @param watermarkInterval the least time between two watermarks
 */
@Internal
public record TcpReaderOptions(
        InetAddress bind,
        List<TcpListener> listeners,
        @Nullable TlsFiles tls,
        AllowList allowed,
        ConnectionLimits limits,
        long queueBytes,
        Duration watermarkInterval)
        implements Serializable {

    public TcpReaderOptions {
        listeners = List.copyOf(listeners);
    }
}
