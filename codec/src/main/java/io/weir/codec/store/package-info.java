/**
 * What an exporter taught, kept beyond the life of a process: tables of bytes that a session of
 * {@link io.weir.codec.session} writes and reads, and that somebody else keeps.
 *
 * <p>Each value begins with a version of its own format, because it outlives the code.
 */
package io.weir.codec.store;
