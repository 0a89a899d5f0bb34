package io.weir.job.elasticsearch.bulk;

/** Takes documents. Each is one line of JSON in UTF-8; its array may be used again. */
public interface DocumentCollector {

    /** A document of a whole array that Elasticsearch gives an id. */
    default void add(String index, byte[] json) {
        add(index, json, json.length);
    }

    /** A document of a whole array that takes the place of one with the same id. */
    default void add(String index, String id, byte[] json) {
        add(index, id, json, json.length);
    }

    /**
     * A document that Elasticsearch gives an id: sent twice, it is there twice.
     *
     * @param length how many octets of the array it has
     */
    void add(String index, byte[] json, int length);

    /**
     * A document that takes the place of one with the same id.
     *
     * @param length how many octets of the array it has
     */
    void add(String index, String id, byte[] json, int length);

    /**
     * A document that takes the place of one with the same id, unless that has a higher version.
     *
     * @param version 0 or more
     */
    void add(String index, String id, long version, byte[] json);
}
