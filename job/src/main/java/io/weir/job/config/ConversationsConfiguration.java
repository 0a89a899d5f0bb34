package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How the records of long flows and of both of their directions are joined.
 *
 * @param enabled whether they are
 * @param gap how long a conversation waits for another record, and how long it may be silent
 * @param linger how long it waits when both ends have said that it is over
 * @param longest how long it goes on
 * @param update how long at least between two documents of one that goes on
 * @param open how many are open at a time
 */
public record ConversationsConfiguration(
        boolean enabled, Duration gap, Duration linger, Duration longest, Duration update, int open)
        implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of(
                    "conversations.enabled",
                    ValueType.bool(),
                    "false",
                    "Whether the records of long flows and of both of their directions are joined"
                            + " to documents of conversations.");

    static final Key<Duration> GAP =
            Key.of(
                    "conversations.gap",
                    ValueType.duration("1s", "1h"),
                    "2m",
                    "How long a conversation waits for another record, and how long it may be"
                            + " silent. More than the idle timeout of exporters; behind a record"
                            + " that may go on it waits for the time that the record covers"
                            + " besides.");

    static final Key<Duration> LINGER =
            Key.of(
                    "conversations.linger",
                    ValueType.duration("0s", "1h"),
                    "30s",
                    "How long a connection waits for another record that both ends have closed or"
                            + " one has reset.");

    static final Key<Duration> LONGEST =
            Key.of(
                    "conversations.longest",
                    ValueType.duration("1m", "30d"),
                    "24h",
                    "How long a conversation goes on; then it is closed, and the rest of it is"
                            + " another one.");

    static final Key<Duration> UPDATE =
            Key.of(
                    "conversations.update",
                    ValueType.duration("1s", "24h"),
                    "1m",
                    "How long at least between two documents of a conversation that goes on.");

    static final Key<Integer> OPEN =
            Key.of(
                    "conversations.open",
                    ValueType.integer(1_000, 100_000_000),
                    "1000000",
                    "Conversations that are open at a time, in all subtasks together. Of more,"
                        + " those of one record are closed early, the oldest first. Each takes up"
                        + " to 350 bytes.");

    static final List<Key<?>> KEYS = List.of(ENABLED, GAP, LINGER, LONGEST, UPDATE, OPEN);

    static ConversationsConfiguration from(Settings settings) {
        return new ConversationsConfiguration(
                settings.get(ENABLED),
                settings.get(GAP),
                settings.get(LINGER),
                settings.get(LONGEST),
                settings.get(UPDATE),
                settings.get(OPEN));
    }
}
