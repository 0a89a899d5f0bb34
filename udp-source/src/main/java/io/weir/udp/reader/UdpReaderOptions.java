package io.weir.udp.reader;

import io.weir.udp.AllowList;
import io.weir.udp.ForeignSockets;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.annotation.Internal;

/**
 * How a reader receives. Checked by the source's builder.
 *
 * @param receiveBufferBytes receive buffer to ask the kernel for, per socket
 * @param queueBytes the most heap that datagrams waiting to be emitted may hold
 * @param watermarkInterval the least time between two watermarks
 * @param allow whose datagrams are taken
 * @param foreignSockets what to do about others' sockets on the ports
 * @param token by which the readers of a source know each other's sockets
 */
@Internal
public record UdpReaderOptions(
        int receiveBufferBytes,
        long queueBytes,
        Duration watermarkInterval,
        AllowList allow,
        ForeignSockets foreignSockets,
        String token)
        implements Serializable {}
