package io.weir.codec.session;

import io.weir.codec.options.OptionsKind;
import io.weir.codec.options.OptionsListener;
import io.weir.codec.template.Template;

/** Tells those who listen to a session what becomes of options records. */
final class OptionsEvents implements OptionsListener {

    private final SessionListener listener;
    private final ExportMessage message;

    OptionsEvents(SessionListener listener, ExportMessage message) {
        this.listener = listener;
        this.message = message;
    }

    @Override
    public void changed(OptionsKind kind, Template template, byte[] bytes, int from, int to) {
        listener.count(SessionCounter.OPTIONS_CHANGED, 1);
        listener.optionsRecord(message, kind, template, bytes, from, to);
    }

    @Override
    public void refused() {
        listener.count(SessionCounter.OPTIONS_REFUSED, 1);
    }
}
