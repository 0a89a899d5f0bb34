package io.weir.sql.ruletest;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sql.ShippedRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The tests that come with each rule, as {@code weir rules test} runs them. */
class ShippedRulesIT {

    @TestFactory
    Stream<DynamicTest> everyRuleDoesWhatItsTestsSay() throws Exception {
        List<RuleTestFile> files = new ArrayList<>();
        for (String id : ShippedRules.ids()) {
            files.add(RuleTestFile.shipped(id));
        }
        return RuleTestRun.run(files).stream()
                .map(
                        result ->
                                DynamicTest.dynamicTest(
                                        result.file() + ": " + result.name(),
                                        () -> {
                                            assertThat(result.missing()).isEmpty();
                                            assertThat(result.unexpected()).isEmpty();
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleHasTestsThatFireThatDoNotAndThatComeOutOfOrder() {
        return ShippedRules.ids().stream()
                .map(
                        id ->
                                DynamicTest.dynamicTest(
                                        id,
                                        () ->
                                                assertThat(RuleTestFile.shipped(id).tests())
                                                        .anyMatch(test -> test.alerts().isEmpty())
                                                        .anyMatch(test -> !test.alerts().isEmpty())
                                                        .anyMatch(RuleTest::shuffled)));
    }
}
