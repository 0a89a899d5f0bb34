package io.weir.codec.session;

import java.util.function.LongConsumer;

/**
 * The templates of one exporter, as received, by the key that {@link TemplateKey} packs.
 *
 * <p>The bytes are those of a {@link StoredTemplate}; they outlive the code that compiled them.
 */
public interface TemplateStore {

    /** The stored template, or null if there is none. */
    byte[] get(long key);

    /** Stores a template in place of the one that may be there. */
    void put(long key, byte[] template);

    /** Removes a template if it is there. */
    void remove(long key);

    /** Calls with every key; the consumer does not change the store. */
    void forEachKey(LongConsumer consumer);
}
