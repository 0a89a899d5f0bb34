package io.weir.operators.conversations;

import java.io.Serializable;
import java.time.Duration;

/**
 * When records belong to one conversation, and how many conversations there may be.
 *
 * @param gap how long a conversation waits for another record, and how long it may be silent
 * @param linger how long it waits when both ends have said that it is over
 * @param longest how long it goes on, from its first record
 * @param update how long at least between two documents of one that goes on
 * @param mostPerBucket how many each bucket holds, 2 or more
 */
public record ConversationRules(
        Duration gap, Duration linger, Duration longest, Duration update, int mostPerBucket)
        implements Serializable {

    public ConversationRules {
        if (mostPerBucket < 2) {
            throw new IllegalArgumentException(mostPerBucket + " conversations: 2 or more.");
        }
    }
}
