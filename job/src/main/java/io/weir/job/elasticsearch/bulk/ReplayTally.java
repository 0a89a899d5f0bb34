package io.weir.job.elasticsearch.bulk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.annotation.Nullable;

/** What became of dead letters that were sent again. */
public final class ReplayTally {

    /** From here on a reason is about one document. */
    private static final Pattern OF_ONE_DOCUMENT =
            Pattern.compile(" in document with id '.*", Pattern.DOTALL);

    private final Map<String, Long> rejections = new LinkedHashMap<>();
    private long taken;
    private long rejected;
    @Nullable private String cutShort;

    ReplayTally() {}

    void taken(int letters) {
        taken += letters;
    }

    void rejected(String reason) {
        rejected++;
        rejections.merge(OF_ONE_DOCUMENT.matcher(reason).replaceFirst(""), 1L, Long::sum);
    }

    void cutShort(String reason) {
        cutShort = reason;
    }

    boolean isCutShort() {
        return cutShort != null;
    }

    /** Those that Elasticsearch has now. */
    public long taken() {
        return taken;
    }

    /** Those that it rejected again. */
    public long rejected() {
        return rejected;
    }

    /** Why, and how many each; what tells documents apart is left out. */
    public Map<String, Long> rejections() {
        return Map.copyOf(rejections);
    }

    /** Why not all were sent; empty if they were. */
    public Optional<String> reasonToEndEarly() {
        return Optional.ofNullable(cutShort);
    }
}
