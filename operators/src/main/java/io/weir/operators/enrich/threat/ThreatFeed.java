package io.weir.operators.enrich.threat;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import javax.annotation.Nullable;

/**
 * A list of addresses to be warned of, and what being on it means.
 *
 * @param name such as {@code spamhaus-drop}
 * @param path the file on each host that runs the job
 * @param column the column of CSV that has the addresses, by its name in the header or its number
 *     from 1; null if the file is a plain list
 * @param tags what is said of the addresses; none: the category that the file names, or else the
 *     feed's name
 * @param score how bad it is, 0 to 100
 * @param url where it comes from; null: what the file names, if it does
 * @param maxAge how old the list may be before it no longer counts; null: any age
 */
public record ThreatFeed(
        String name,
        String path,
        @Nullable String column,
        List<String> tags,
        int score,
        @Nullable String url,
        @Nullable Duration maxAge)
        implements Serializable {

    /** The score of feeds that were given none. */
    public static final int DEFAULT_SCORE = 50;

    public ThreatFeed {
        tags = List.copyOf(tags);
    }
}
