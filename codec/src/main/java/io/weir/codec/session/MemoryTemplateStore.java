package io.weir.codec.session;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** A template store that lives as long as the process. */
public final class MemoryTemplateStore implements TemplateStore {

    private final Map<Long, byte[]> templates = new HashMap<>();

    @Override
    public byte[] get(long key) {
        return templates.get(key);
    }

    @Override
    public void put(long key, byte[] template) {
        templates.put(key, template);
    }

    @Override
    public void remove(long key) {
        templates.remove(key);
    }

    @Override
    public void forEachKey(LongConsumer consumer) {
        templates.keySet().forEach(consumer::accept);
    }
}
