/**
 * A Flink source of UDP datagrams: {@link io.weir.udp.UdpSource} is the door.
 *
 * <p>The way of a datagram: kernel socket, {@code reader.UdpReceiver} (a thread per subtask),
 * {@link io.weir.receive.DatagramQueue} (bounded in bytes), {@code reader.UdpReader} (the task's
 * thread), downstream. Whatever is lost on that way has a counter in {@link
 * io.weir.udp.metrics.UdpMetric}.
 */
package io.weir.udp;
