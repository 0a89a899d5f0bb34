package io.weir.codec.session;

import io.weir.codec.Malformation;

/** Hears nothing of what happens beside the flows. */
class SilentListener implements SessionListener {

    @Override
    public void count(SessionCounter counter, long amount) {}

    @Override
    public void malformed(Malformation reason, int offset) {}
}
