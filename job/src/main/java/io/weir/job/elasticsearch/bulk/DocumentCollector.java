package io.weir.job.elasticsearch.bulk;

/** Takes documents. Each is one line of JSON in UTF-8; the array may be used again. */
public interface DocumentCollector {

    /** A document that Elasticsearch gives an id: sent twice, it is there twice. */
    void add(String index, byte[] json);

    /** A document that takes the place of one with the same id. */
    void add(String index, String id, byte[] json);

    /**
     * A document that takes the place of one with the same id, unless that has a higher version.
     *
     * @param version 0 or more
     */
    void add(String index, String id, long version, byte[] json);
}
