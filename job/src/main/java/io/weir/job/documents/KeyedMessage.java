package io.weir.job.documents;

/**
 * A message with a name of its own: a later one takes the place of an earlier one.
 *
 * @param key the id of the document
 * @param value the message
 */
@SuppressWarnings("ArrayRecordComponent") // only ever handed to a sink
public record KeyedMessage(String key, byte[] value) {}
