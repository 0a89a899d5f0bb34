package io.weir.job.documents.fields;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An object within a document, such as {@code source.as}. There is one instance per path, so that
 * two fields of one object are told by identity.
 */
public final class ObjectPath {

    /** The document itself. */
    public static final ObjectPath ROOT = new ObjectPath(null, "", 0);

    private static final Map<String, ObjectPath> PATHS = new ConcurrentHashMap<>();

    private final ObjectPath parent;
    private final byte[] opening;
    private final int depth;

    private ObjectPath(ObjectPath parent, String name, int depth) {
        this.parent = parent;
        opening = (",\"" + name + "\":{").getBytes(StandardCharsets.UTF_8);
        this.depth = depth;
    }

    /**
     * The object with this path.
     *
     * @param path names with dots between them; empty for the document itself
     */
    public static ObjectPath of(String path) {
        if (path.isEmpty()) {
            return ROOT;
        }
        ObjectPath known = PATHS.get(path);
        if (known != null) {
            return known;
        }
        int dot = path.lastIndexOf('.');
        ObjectPath parent = of(path.substring(0, Math.max(dot, 0)));
        ObjectPath made = new ObjectPath(parent, path.substring(dot + 1), parent.depth + 1);
        ObjectPath earlier = PATHS.putIfAbsent(path, made);
        return earlier == null ? made : earlier;
    }

    /** The object that this one is in; null for the document itself. */
    public ObjectPath parent() {
        return parent;
    }

    /** How it begins in JSON: comma, name, colon and brace; not to be changed. */
    public byte[] opening() {
        return opening;
    }

    /** Whether the other object is this one or within it. */
    public boolean contains(ObjectPath other) {
        ObjectPath at = other;
        while (at.depth > depth) {
            at = at.parent;
        }
        return at == this;
    }

    /** How many objects this one is in: 0 for the document itself. */
    public int depth() {
        return depth;
    }
}
