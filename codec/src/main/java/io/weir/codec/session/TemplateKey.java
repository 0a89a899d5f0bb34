package io.weir.codec.session;

import io.weir.codec.flow.ExportProtocol;

/**
 * The key of a template within its exporter, in 56 bits: protocol, observation domain (RFC 7011
 * §3.1; the source id of RFC 3954) and template id.
 *
 * <p>Keys are stored in state: the layout must not change.
 */
final class TemplateKey {

    private TemplateKey() {}

    static long of(ExportProtocol protocol, long domain, int templateId) {
        return (long) protocol.code() << 48 | (domain & 0xffff_ffffL) << 16 | templateId;
    }

    /** Whether both keys are of one protocol and observation domain. */
    static boolean sameDomain(long key, long other) {
        return key >>> 16 == other >>> 16;
    }
}
