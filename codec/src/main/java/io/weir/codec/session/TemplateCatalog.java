package io.weir.codec.session;

import io.weir.codec.MalformedDatagramException;
import io.weir.codec.store.SessionStore;
import io.weir.codec.store.SessionTable;
import io.weir.codec.template.DecodingPlan;
import io.weir.codec.template.Template;
import io.weir.codec.template.TemplateFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * The templates of one exporter: in the store as received, beside it compiled for as long as the
 * session lives.
 */
final class TemplateCatalog {

    /**
     * A template ready for use.
     *
     * @param lists of its records, null if they have none
     */
    record Entry(StoredTemplate stored, Template template, PlanOnUse planOnUse, ListFields lists) {

        DecodingPlan plan() {
            return planOnUse.get();
        }
    }

    private final SessionStore store;
    private final SessionListener listener;
    private final Transport transport;
    private final int maxTemplates;
    private final SharedAllowance shared;
    private final WaitingSets waiting;
    private final CompiledTemplates compiled = new CompiledTemplates();
    private int size;

    /**
     * @param waiting hears of templates that come and go
     */
    TemplateCatalog(
            SessionStore store,
            SessionListener listener,
            Transport transport,
            int maxTemplates,
            SharedAllowance shared,
            WaitingSets waiting) {
        this.store = store;
        this.listener = listener;
        this.transport = transport;
        this.maxTemplates = maxTemplates;
        this.shared = shared;
        this.waiting = waiting;
        store.forEachKey(SessionTable.TEMPLATES, key -> size++);
    }

    /** The template with this key, or null if it is not known. */
    Entry find(long key, TemplateFormat format) throws MalformedDatagramException {
        Entry entry = compiled.get(key);
        if (entry == null) {
            byte[] bytes = store.get(SessionTable.TEMPLATES, key);
            if (bytes == null) {
                return null;
            }
            StoredTemplate stored = StoredTemplate.ofBytes(bytes);
            entry = compile(stored, stored.parse(format), format);
            compiled.put(key, entry);
        }
        return entry;
    }

    void learn(long key, StoredTemplate received, Template template, TemplateFormat format)
            throws MalformedDatagramException {
        Entry known = find(key, format);
        if (known == null && !hasRoom()) {
            listener.count(SessionCounter.TEMPLATES_REFUSED, 1);
            return;
        }
        boolean same = known != null && known.stored().sameRecord(received);
        Entry entry =
                same
                        ? new Entry(received, known.template(), known.planOnUse(), known.lists())
                        : compile(received, template, format);
        store.put(SessionTable.TEMPLATES, key, received.toBytes());
        compiled.put(key, entry);
        if (known == null) {
            size++;
            shared.addTemplates(1);
            listener.count(SessionCounter.TEMPLATES_ADDED, 1);
            waiting.release(key);
        } else if (!same) {
            listener.count(SessionCounter.TEMPLATES_REDEFINED, 1);
        }
    }

    private boolean hasRoom() {
        return size < maxTemplates && shared.hasRoomForTemplate();
    }

    private static Entry compile(StoredTemplate stored, Template template, TemplateFormat format) {
        return new Entry(
                stored, template, new PlanOnUse(template, format), ListFields.of(template));
    }

    /** Forgets a template, unless its exporter must not withdraw what it sends this way. */
    void withdraw(long key) {
        if (store.get(SessionTable.TEMPLATES, key) == null) {
            return;
        }
        listener.count(SessionCounter.TEMPLATES_WITHDRAWN, 1);
        if (transport == Transport.CONNECTION) {
            remove(key);
        }
    }

    /** Withdraws the templates, or the options templates, of the domain of this key. */
    void withdrawAll(long keyInDomain, boolean options, TemplateFormat format)
            throws MalformedDatagramException {
        for (long key : keys()) {
            if (TemplateKey.sameDomain(key, keyInDomain)
                    && find(key, format).template().options() == options) {
                withdraw(key);
            }
        }
    }

    /**
     * Removes what was last received before {@code cutoffMillis}.
     *
     * @return the earliest receipt among the templates that stay, {@link Long#MAX_VALUE} if none
     */
    long expire(long cutoffMillis) {
        long earliest = Long.MAX_VALUE;
        for (long key : keys()) {
            long received =
                    StoredTemplate.ofBytes(store.get(SessionTable.TEMPLATES, key)).receivedMillis();
            if (received < cutoffMillis) {
                remove(key);
                listener.count(SessionCounter.TEMPLATES_EXPIRED, 1);
            } else {
                earliest = Math.min(earliest, received);
            }
        }
        return earliest;
    }

    /** Counts the templates in the store against the shared allowance, whatever its limit. */
    void claim() {
        shared.addTemplates(size);
    }

    /** Gives back what was counted against the shared allowance. */
    void forget() {
        shared.removeTemplates(size);
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    private List<Long> keys() {
        List<Long> keys = new ArrayList<>(size);
        store.forEachKey(SessionTable.TEMPLATES, keys::add);
        return keys;
    }

    private void remove(long key) {
        store.remove(SessionTable.TEMPLATES, key);
        compiled.remove(key);
        size--;
        shared.removeTemplates(1);
        waiting.hold(key);
    }
}
