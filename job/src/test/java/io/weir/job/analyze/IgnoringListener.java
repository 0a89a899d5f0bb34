package io.weir.job.analyze;

import io.weir.codec.Malformation;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionListener;

/** Wants flows only. */
final class IgnoringListener implements SessionListener {

    @Override
    public void count(SessionCounter counter, long amount) {}

    @Override
    public void malformed(Malformation reason, int offset) {}
}
