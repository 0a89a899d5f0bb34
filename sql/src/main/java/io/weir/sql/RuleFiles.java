package io.weir.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Finds the rules that come with Weir and those of the operator. */
final class RuleFiles {

    /** What is shipped: a jar cannot list its folders. */
    private static final List<String> SHIPPED = List.of("login-brute-force.sql");

    private RuleFiles() {}

    /**
     * All rules that can be read.
     *
     * @param directory holds the operator's own {@code *.sql}
     * @param problems is told of each that cannot
     */
    static List<RuleFile> load(Optional<Path> directory, Consumer<RuleException> problems) {
        List<RuleFile> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (String name : SHIPPED) {
            add(rules, ids, problems, () -> RuleFile.parse(name, shipped(name)));
        }
        for (Path file : files(directory, problems)) {
            add(rules, ids, problems, () -> RuleFile.parse(file.toString(), text(file)));
        }
        return rules;
    }

    private interface Loader {
        RuleFile load() throws RuleException;
    }

    private static void add(
            List<RuleFile> rules,
            Set<String> ids,
            Consumer<RuleException> problems,
            Loader loader) {
        try {
            RuleFile rule = loader.load();
            if (!ids.add(rule.rule().id())) {
                throw new RuleException(
                        rule.source(),
                        "id: another rule is called '" + rule.rule().id() + "' too.");
            }
            rules.add(rule);
        } catch (RuleException e) {
            problems.accept(e);
        }
    }

    private static List<Path> files(Optional<Path> directory, Consumer<RuleException> problems) {
        if (directory.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory.get())) {
            return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
        } catch (IOException e) {
            problems.accept(
                    new RuleException(
                            directory.get().toString(),
                            "rules.directory cannot be read: " + e.getMessage(),
                            e));
            return List.of();
        }
    }

    private static String shipped(String name) throws RuleException {
        try (InputStream stream = RuleFiles.class.getResourceAsStream("rules/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RuleException(name, "it cannot be read: " + e.getMessage(), e);
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
