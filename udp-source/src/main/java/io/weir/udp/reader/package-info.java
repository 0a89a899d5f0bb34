/** The task's side of the source: sockets, receive thread, hand-over queue, watermark. */
package io.weir.udp.reader;
