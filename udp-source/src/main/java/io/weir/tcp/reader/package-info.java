/** The task's side of the source: listeners, connections, framing, watermark. */
package io.weir.tcp.reader;
