package io.weir.udp.reader;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.annotation.Internal;

/**
 * How a reader receives. Checked by the source's builder.
 *
 * @param receiveBufferBytes receive buffer to ask the kernel for, per socket
 * @param queueBytes the most heap that datagrams waiting to be emitted may hold
 * @param watermarkInterval the least time between two watermarks
 */
@Internal
public record UdpReaderOptions(int receiveBufferBytes, long queueBytes, Duration watermarkInterval)
        implements Serializable {}
