package io.weir.codec.session;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.template.Template;

/** The message that records came in. Valid until the call returns that it was given to. */
public interface ExportMessage {

    ExportProtocol protocol();

    /** As {@link io.weir.codec.flow.FlowBatch#domain}. */
    long domain();

    /** The template with this id in the message's observation domain, or null if not known. */
    Template template(int id);
}
