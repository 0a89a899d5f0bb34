package io.weir.job.elasticsearch.local;

import java.io.IOException;

/** The local server cannot be started or did not come up. The message says why and what to do. */
public class LocalElasticsearchException extends IOException {

    private static final long serialVersionUID = 1;

    LocalElasticsearchException(String message) {
        super(message);
    }

    LocalElasticsearchException(String message, Throwable cause) {
        super(message, cause);
    }
}
