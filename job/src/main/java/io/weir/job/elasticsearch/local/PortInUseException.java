package io.weir.job.elasticsearch.local;

/** A port that the server is to listen on is taken. */
public final class PortInUseException extends LocalElasticsearchException {

    private static final long serialVersionUID = 1;

    PortInUseException(String message) {
        super(message);
    }
}
