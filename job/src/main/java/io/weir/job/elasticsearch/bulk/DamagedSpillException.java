package io.weir.job.elasticsearch.bulk;

import java.io.IOException;

/** A file does not have the request that was written to it. */
final class DamagedSpillException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedSpillException(String problem) {
        super(problem);
    }
}
