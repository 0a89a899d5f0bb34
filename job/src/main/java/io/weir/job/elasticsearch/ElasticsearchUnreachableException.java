package io.weir.job.elasticsearch;

import java.io.IOException;

/** No node of the cluster took the request. */
public final class ElasticsearchUnreachableException extends ElasticsearchException {

    private static final long serialVersionUID = 1;

    ElasticsearchUnreachableException(
            String method,
            String path,
            ElasticsearchEndpoint endpoint,
            String reason,
            IOException cause) {
        super(
                method,
                path,
                0,
                reason,
                "Elasticsearch is not reachable at "
                        + endpoint.description()
                        + " ("
                        + endpoint.key()
                        + "): "
                        + reason,
                cause);
    }

    @Override
    public boolean isTransient() {
        return true;
    }
}
