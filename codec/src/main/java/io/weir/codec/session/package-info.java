/**
 * What a collector knows of one exporter, and the decoding of its datagrams with it.
 *
 * <p>{@link io.weir.codec.session.ExporterSession} is plain Java. What must outlive the process is
 * behind {@link io.weir.codec.store.SessionStore}, which a stream processor puts on its state and a
 * command-line tool on a map.
 */
package io.weir.codec.session;
