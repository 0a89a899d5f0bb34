package io.weir.job.geoip;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, which must keep coming: the time-out of a request ends with its headers.
 * Read by one thread.
 */
final class StallGuard extends FilterInputStream {

    private static final long NO_READ = 0;

    private final Duration patience;
    private final Executor afterPatience;
    private long reads;
    private long current = NO_READ;
    private boolean stalled;

    /**
     * @param patience the longest that nothing may come
     */
    StallGuard(InputStream body, Duration patience) {
        super(body);
        this.patience = patience;
        this.afterPatience =
                CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        begin();
        try {
            return super.read(bytes, offset, length);
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        long read = ++reads;
        current = read;
        afterPatience.execute(() -> giveUp(read));
    }

    /** A reader that waits sees a closed body as its end, or as an error that says little. */
    private synchronized void end() throws HttpTimeoutException {
        current = NO_READ;
        if (stalled) {
            throw new HttpTimeoutException("nothing more came for " + patience.toSeconds() + " s");
        }
    }

    private synchronized void giveUp(long read) {
        if (current == read) {
            stalled = true;
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
