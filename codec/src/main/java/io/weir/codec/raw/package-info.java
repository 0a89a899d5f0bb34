/**
 * Records as they were exported: every field by name, with its bytes and what they mean by the type
 * of their element, before anything is made of them.
 *
 * <p>{@link io.weir.codec.raw.RawRecordReader} listens to an {@link
 * io.weir.codec.session.ExporterSession}. It makes objects, and is for people and tests; flows take
 * another way, and {@link io.weir.codec.raw.OriginalRecords} gives them their records along.
 */
package io.weir.codec.raw;
