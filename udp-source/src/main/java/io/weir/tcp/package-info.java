/**
 * A Flink source of IPFIX messages over TCP, with or without TLS: {@link io.weir.tcp.TcpSource} is
 * the door.
 *
 * <p>The way of a message: connection, {@code reader.MessageFramer} (cuts the stream), {@link
 * io.weir.receive.DatagramQueue} (full: nothing is read until there is room), {@code
 * reader.TcpReader} (the task's thread), downstream. One thread per subtask serves all connections.
 */
package io.weir.tcp;
