package io.weir.codec.options;

import io.weir.codec.template.Template;

/** Hears what becomes of options records. */
public interface OptionsListener {

    /**
     * A record said something that it had not said before.
     *
     * @param bytes of the message; valid until the call returns
     * @param from the first byte of the record
     * @param to the first byte after the record
     */
    void changed(OptionsKind kind, Template template, byte[] bytes, int from, int to);

    /** A record was not kept: there are too many, or it is too long. */
    void refused();
}
