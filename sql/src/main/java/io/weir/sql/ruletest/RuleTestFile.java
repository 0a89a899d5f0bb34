package io.weir.sql.ruletest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.weir.operators.enrich.networks.Networks;
import io.weir.operators.enrich.prefix.AddressRange;
import io.weir.sql.ShippedRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.annotation.Nullable;

/**
 * The tests of one rule.
 *
 * @param source where they are from, for messages
 * @param ruleSource where the rule is from
 * @param ruleText its file
 */
public record RuleTestFile(
        String source,
        String ruleSource,
        String ruleText,
        Surroundings surroundings,
        List<RuleTest> tests) {

    /** What files with tests are called. */
    public static final String SUFFIX = ".test.yaml";

    private static final ObjectReader READER =
            new YAMLMapper()
                    .readerFor(Content.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The file as it is. */
    record Content(
            String rule,
            @Nullable List<String> inside,
            @Nullable List<String> threats,
            List<RuleTest> tests) {

        Content {
            if (rule == null || tests == null || tests.isEmpty()) {
                throw new IllegalArgumentException(
                        "the file needs a rule, the name of its file, and tests");
            }
            inside = inside == null ? Networks.PRIVATE_RANGES : List.copyOf(inside);
            threats = threats == null ? List.of() : List.copyOf(threats);
            inside.forEach(AddressRange::parse);
            threats.forEach(AddressRange::parse);
        }
    }

    /**
     * What holds for all tests of a file.
     *
     * @param inside the operator's networks
     * @param threats the addresses on a list of threats
     */
    record Surroundings(List<String> inside, List<String> threats) {}

    /**
     * Reads a file of tests and its rule, which is named relative to it.
     *
     * @throws RuleTestException naming the file, what is wrong, and the line if that is known
     */
    public static RuleTestFile read(Path file) throws RuleTestException {
        Content content = parse(file.toString(), text(file));
        Path rule = file.resolveSibling(content.rule);
        return of(file.toString(), content, rule.toString(), text(rule));
    }

    /** The tests of a rule that comes with Weir. */
    public static RuleTestFile shipped(String id) throws RuleTestException {
        String source = id + SUFFIX;
        Content content = parse(source, ShippedRules.tests(id));
        return of(source, content, content.rule, ShippedRules.rule(id));
    }

    private static RuleTestFile of(
            String source, Content content, String ruleSource, String ruleText) {
        return new RuleTestFile(
                source,
                ruleSource,
                ruleText,
                new Surroundings(content.inside, content.threats),
                content.tests);
    }

    private static String text(Path file) throws RuleTestException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new RuleTestException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Content parse(String source, String text) throws RuleTestException {
        try {
            Content content = READER.readValue(text);
            if (content == null) {
                throw new RuleTestException(source + ": it is empty.");
            }
            return content;
        } catch (JsonProcessingException e) {
            throw new RuleTestException(source + ": " + describe(e) + ".", e);
        }
    }

    private static String describe(JsonProcessingException error) {
        Throwable innermost = error;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String problem =
                innermost instanceof JsonProcessingException json
                        ? json.getOriginalMessage()
                        : innermost.getMessage();
        return place(error) + problem.lines().findFirst().orElse("it is no YAML");
    }

    private static String place(JsonProcessingException error) {
        JsonLocation location = error.getLocation();
        String path = error instanceof JsonMappingException mapping ? pathOf(mapping) : "";
        return (location == null ? "" : "line " + location.getLineNr() + ": ") + path;
    }

    private static String pathOf(JsonMappingException error) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : error.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "" : path.append(": ").toString();
    }
}
