package io.weir.job.replay;

import io.weir.codec.IpAddress;
import java.net.InetSocketAddress;

/**
 * Whom a replayed exporter sends as.
 *
 * @param exporter its address in the capture
 * @param port its port in the capture
 * @param source where its datagrams come from now
 */
public record SentAs(IpAddress exporter, int port, InetSocketAddress source) {}
