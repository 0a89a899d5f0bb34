package io.weir.job.elasticsearch;

import java.io.IOException;

/** A request that Elasticsearch refused, or answered in a way that makes no sense. */
public class ElasticsearchException extends IOException {

    private static final long serialVersionUID = 1;

    private final String method;
    private final String path;
    private final int status;
    private final String reason;

    ElasticsearchException(String method, String path, int status, String reason) {
        this(method, path, status, reason, statusMessage(method, path, status, reason), null);
    }

    ElasticsearchException(
            String method,
            String path,
            int status,
            String reason,
            String message,
            Throwable cause) {
        super(message, cause);
        this.method = method;
        this.path = path;
        this.status = status;
        this.reason = reason;
    }

    private static String statusMessage(String method, String path, int status, String reason) {
        String hint =
                switch (status) {
                    case 401 -> " Check the user and password.";
                    case 403 -> " The user lacks the privilege for it.";
                    default -> "";
                };
        return "Elasticsearch answered "
                + method
                + " "
                + path
                + " with status "
                + status
                + ": "
                + reason
                + hint;
    }

    /** The HTTP method of the request. */
    public String method() {
        return method;
    }

    /** The path of the request, with its query. */
    public String path() {
        return path;
    }

    /** The HTTP status of the answer, 0 if there was none. */
    public int status() {
        return status;
    }

    /** The server's own words, or those of the connection's failure. */
    public String reason() {
        return reason;
    }

    /** Whether the same request may succeed a little later. */
    public boolean isTransient() {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }
}
