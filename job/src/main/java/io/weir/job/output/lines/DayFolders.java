package io.weir.job.output.lines;

import io.weir.job.output.message.Message;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * A folder for each day (UTC) of event time, as in {@code 2026-11-21}. Remembers the last day:
 * documents come in order.
 */
final class DayFolders implements BucketAssigner<Message, String> {

    private static final long serialVersionUID = 1L;
    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

    private transient long day;
    private transient String name;

    @Override
    public String getBucketId(Message message, Context context) {
        long wanted = Math.floorDiv(message.timestampMillis(), DAY_MILLIS);
        if (wanted != day || name == null) {
            day = wanted;
            name = LocalDate.ofEpochDay(wanted).toString();
        }
        return name;
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
