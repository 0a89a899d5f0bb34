package io.weir.job.documents;

/**
 * A document with a name of its own: written again, it takes the place of an earlier revision.
 *
 * @param index the name of its index
 * @param id its id in the index
 * @param revision a later one is higher
 * @param json UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // only ever handed to a sink
public record IndexedDocument(String index, String id, long revision, byte[] json) {}
