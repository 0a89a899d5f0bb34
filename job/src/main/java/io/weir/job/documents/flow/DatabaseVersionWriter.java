package io.weir.job.documents.flow;

import io.weir.job.documents.fields.Field;
import io.weir.operators.enrich.geo.DatabaseVersion;
import javax.annotation.Nullable;

/** Which database something is from. Keeps the JSON, as long as it is the same. Not thread-safe. */
final class DatabaseVersionWriter {

    private final Field type;
    private final Field built;
    private final ObjectEncoder encoder = new ObjectEncoder();
    private DatabaseVersion version;
    private byte[] encoded;

    DatabaseVersionWriter(Field type, Field built) {
        this.type = type;
        this.built = built;
    }

    /** Nothing for null. */
    void write(@Nullable DatabaseVersion current, FieldJson json) {
        if (current == null) {
            return;
        }
        if (!current.equals(version)) {
            version = current;
            encoded = encoder.encode(type.object(), object -> writeFields(current, object));
        }
        json.putObject(type.object(), encoded);
    }

    private void writeFields(DatabaseVersion current, FieldJson json) {
        json.put(type, current.type());
        json.putTime(built, current.built().toEpochMilli());
    }
}
