package io.weir.job.elasticsearch;

/** A server answered that Weir cannot write to: another product, or another major version. */
public final class UnsupportedElasticsearchException extends ElasticsearchException {

    private static final long serialVersionUID = 1;

    UnsupportedElasticsearchException(String found, ElasticsearchEndpoint endpoint) {
        super(
                "GET",
                "/",
                200,
                found,
                "Found "
                        + found
                        + " at "
                        + endpoint.description()
                        + " ("
                        + endpoint.key()
                        + "); supported is Elasticsearch 7.8 to 7.17.",
                null);
    }
}
