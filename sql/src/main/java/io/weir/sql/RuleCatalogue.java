package io.weir.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules that there are, those of Weir and those of the operator, and which of them run. */
public final class RuleCatalogue {

    private static final Logger LOG = LoggerFactory.getLogger(RuleCatalogue.class);
    private static final String SUFFIX = ".sql";

    private final Map<String, RuleFile> rules = new LinkedHashMap<>();
    private final Map<String, RuleFile> own = new LinkedHashMap<>();
    private final List<RuleException> problems = new ArrayList<>();
    private final RuleSelection selection;

    private RuleCatalogue(RuleSelection selection) {
        this.selection = selection;
    }

    /**
     * A rule of the catalogue.
     *
     * @param source the file, or its name in Weir's jar
     * @param on whether it runs
     */
    public record Entry(String id, String title, int severity, String source, boolean on) {}

    /** Reads all rules. What cannot be read is left out, and told by {@link #problems}. */
    public static RuleCatalogue read(RuleSelection selection) {
        RuleCatalogue catalogue = new RuleCatalogue(selection);
        for (String id : ShippedRules.ids()) {
            catalogue.add(
                    catalogue.rules, () -> RuleFile.parse(id + SUFFIX, ShippedRules.rule(id)));
        }
        catalogue.files(selection.directory()).forEach(catalogue::addOwn);
        catalogue.replaceShipped();
        catalogue.complainOfUnknown("rules.switch-on", selection.on());
        catalogue.complainOfUnknown("rules.switch-off", selection.off());
        return catalogue;
    }

    /**
     * Rules of which all run.
     *
     * @param texts the text of each by where it is from
     */
    public static RuleCatalogue of(Map<String, String> texts) {
        RuleCatalogue catalogue =
                new RuleCatalogue(new RuleSelection(Optional.empty(), List.of(), List.of()));
        texts.forEach(
                (source, text) ->
                        catalogue.add(
                                catalogue.rules, () -> RuleFile.parse(source, text).switchedOn()));
        return catalogue;
    }

    /** Those that can be read, in the order of their ids. */
    public List<Entry> entries() {
        return rules.values().stream()
                .map(
                        file ->
                                new Entry(
                                        file.rule().id(),
                                        file.rule().name(),
                                        file.rule().severity(),
                                        file.source(),
                                        selection.takes(file)))
                .sorted(Comparator.comparing(Entry::id))
                .toList();
    }

    /** What is wrong with files and ids. */
    public List<RuleException> problems() {
        return List.copyOf(problems);
    }

    /** Those that are to run. */
    List<RuleFile> inUse() {
        return rules.values().stream().filter(selection::takes).toList();
    }

    private interface Loader {
        RuleFile load() throws RuleException;
    }

    private void addOwn(Path file) {
        add(own, () -> RuleFile.parse(file.toString(), text(file)));
    }

    private void add(Map<String, RuleFile> to, Loader loader) {
        try {
            RuleFile rule = loader.load();
            RuleFile other = to.putIfAbsent(rule.rule().id(), rule);
            if (other != null) {
                throw new RuleException(
                        rule.source(),
                        "id: "
                                + other.source()
                                + " is called '"
                                + rule.rule().id()
                                + "' too; give one of them another id.");
            }
        } catch (RuleException e) {
            problems.add(e);
        }
    }

    private void replaceShipped() {
        own.forEach(
                (id, file) -> {
                    if (rules.put(id, file) != null) {
                        LOG.info("Rule {} of {} replaces the one of Weir.", id, file.source());
                    }
                });
    }

    private void complainOfUnknown(String key, List<String> ids) {
        for (String id : ids) {
            if (!rules.containsKey(id)) {
                problems.add(
                        new RuleException(
                                id, "there is no rule of this id to be named in " + key + "."));
            }
        }
    }

    private List<Path> files(Optional<Path> directory) {
        if (directory.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory.get())) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        } catch (IOException e) {
            problems.add(
                    new RuleException(
                            directory.get().toString(),
                            "rules.directory cannot be read: " + e.getMessage(),
                            e));
            return List.of();
        }
    }

    private static String text(Path file) throws RuleException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new RuleException(file.toString(), "it cannot be read: " + e.getMessage(), e);
        }
    }
}
