package io.weir.job.elasticsearch.bulk;

/** What became of a document. */
enum ItemVerdict {
    WRITTEN,
    /** A newer one is there already, which is as good. */
    OUTDATED,
    /** Not now. */
    RETRY,
    /** Never, as it is. */
    REJECTED;

    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    /** Too many shards: status 400, though an operator can cure it. */
    private static final String VALIDATION = "validation_exception";

    /**
     * The verdict by the answer of Elasticsearch.
     *
     * @param status of the item, as of an HTTP response
     * @param errorType what went wrong, empty if nothing did
     */
    static ItemVerdict of(int status, String errorType) {
        if (status < 300) {
            return WRITTEN;
        }
        return switch (status) {
            case CONFLICT -> OUTDATED;
            // Blocked or closed indices, missing rights, overload: whoever runs it can cure that.
            case TOO_MANY_REQUESTS, UNAUTHORIZED, FORBIDDEN, NOT_FOUND -> RETRY;
            default -> status >= SERVER_ERROR || errorType.equals(VALIDATION) ? RETRY : REJECTED;
        };
    }
}
