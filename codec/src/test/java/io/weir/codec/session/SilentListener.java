package io.weir.codec.session;

import io.weir.codec.Malformation;

/** Hears nothing of what happens beside the flows. */
class SilentListener implements SessionListener {

    @Override
    public void malformed(Malformation reason, int offset) {}

    @Override
    public void templateAdded() {}

    @Override
    public void templateRedefined() {}

    @Override
    public void templateWithdrawn() {}

    @Override
    public void templateExpired() {}

    @Override
    public void templateRefused() {}

    @Override
    public void setWithoutTemplate(long domain, int templateId, int bytes) {}

    @Override
    public void optionsRecords(int records) {}
}
