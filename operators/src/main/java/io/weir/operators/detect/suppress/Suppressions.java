package io.weir.operators.detect.suppress;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.file.FileLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the file of suppressions says, by rule. Immutable. */
public final class Suppressions {

    /** Reads the file; warns of lines that are wrong, refuses a file of which none is right. */
    public static final FileLoader<Suppressions> LOADER = Suppressions::load;

    private static final Logger LOG = LoggerFactory.getLogger(Suppressions.class);

    private final Map<String, List<Suppression>> ofRules = new HashMap<>();
    private final List<Suppression> ofAllRules = new ArrayList<>();

    Suppressions(List<Suppression> suppressions) {
        for (Suppression suppression : suppressions) {
            if (suppression.rule() == null) {
                ofAllRules.add(suppression);
            } else {
                ofRules.computeIfAbsent(suppression.rule(), rule -> new ArrayList<>())
                        .add(suppression);
            }
        }
    }

    private static Suppressions load(Path path) throws IOException {
        SuppressionFile file = SuppressionFile.read(path);
        file.report().logTo(LOG, path);
        if (file.suppressions().isEmpty() && file.report().problems() > 0) {
            throw new IOException(
                    "none of its suppressions is right, " + file.report().firstProblems().get(0));
        }
        return new Suppressions(file.suppressions());
    }

    /**
     * Whether a finding opens no alert and keeps none open.
     *
     * @param rule id of its rule
     * @param entity whom it is about
     * @param millis when it was found: what ended before does not count
     */
    public boolean cover(String rule, IpAddress entity, String scope, long millis) {
        return anyCovers(ofAllRules, entity, scope, millis)
                || anyCovers(ofRules.getOrDefault(rule, List.of()), entity, scope, millis);
    }

    private static boolean anyCovers(
            List<Suppression> suppressions, IpAddress entity, String scope, long millis) {
        for (Suppression suppression : suppressions) {
            if (suppression.covers(entity, scope, millis)) {
                return true;
            }
        }
        return false;
    }
}
