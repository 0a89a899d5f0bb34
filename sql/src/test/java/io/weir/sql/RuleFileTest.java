package io.weir.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.operators.detect.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFileTest {

    private static final String TEXT =
            """
            -- id: many-logins
            -- title: Many logins: too many
            -- category: brute-force
            -- severity: 70
            -- technique: T1110
            -- measure: flows
            -- description: One source logs in often.
            --   A person does not.
            --
            -- references: https://attack.mitre.org/techniques/T1110/
            SELECT source_ip
            FROM tcp_login;
            """;

    @Test
    void readsTheHeaderAndTheQuery() throws RuleException {
        RuleFile file = RuleFile.parse("many-logins.sql", TEXT);

        assertThat(file.source()).isEqualTo("many-logins.sql");
        assertThat(file.rule())
                .isEqualTo(
                        new Rule(
                                "many-logins",
                                "Many logins: too many",
                                "brute-force",
                                70,
                                "T1110"));
        assertThat(file.measure()).isEqualTo("flows");
        assertThat(file.query()).endsWith("SELECT source_ip\nFROM tcp_login");
    }

    @Test
    void keepsTheLineNumbersOfTheFileInTheQuery() throws RuleException {
        RuleFile file = RuleFile.parse("many-logins.sql", TEXT);

        assertThat(file.query().lines().toList().get(10)).isEqualTo("SELECT source_ip");
    }

    @Test
    void techniqueAndMeasureCanBeLeftOut() throws RuleException {
        RuleFile file =
                RuleFile.parse(
                        "r.sql",
                        TEXT.replace("-- technique: T1110\n", "")
                                .replace("-- measure: flows\n", ""));

        assertThat(file.rule().technique()).isNull();
        assertThat(file.measure()).isEqualTo("hits");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-- id: many-logins       |                     | header '-- id: …' is missing",
                "-- id: many-logins       | -- id:              | header '-- id: …' is missing",
                "-- id: many-logins       | -- id: Many_Logins  | id: 'Many_Logins' is not kebab",
                "-- category: brute-force | -- category: bad    | category: 'bad' is none of scan,",
                "-- severity: 70          | -- severity: high   | severity: 'high' is no number",
                "-- severity: 70          | -- severity: 0      | severity: 0 is not from 1 to 100",
                "-- severity: 70          | -- severity: 101    | severity: 101 is not from 1 to",
                "-- severity: 70          |                     | header '-- severity: …' is missi",
                "-- measure: flows        | -- meassure: flows  | line 6: 'meassure' is no header",
                "-- measure: flows        | -- just a text      | line 6: 'just a text' is no head",
                "-- measure: flows        | -- id: other        | line 6: the header 'id' is there"
                        + " twi",
                "SELECT source_ip         | source_ip           | no SELECT query after the header"
            })
    void namesTheFileAndWhatIsWrong(String line, String replacement, String problem) {
        String text = TEXT.replace(line, replacement == null ? "--" : replacement);
        assertThat(text).isNotEqualTo(TEXT);

        assertThatThrownBy(() -> RuleFile.parse("etc/rules/r.sql", text))
                .isInstanceOf(RuleException.class)
                .hasMessageStartingWith("Rule etc/rules/r.sql: ")
                .hasMessageContaining(problem);
    }

    @Test
    void aSelectInTheHeaderIsNoQuery() {
        String header = "-- id: a\n-- title: SELECT\n-- category: scan\n-- severity: 1\n";

        assertThatThrownBy(() -> RuleFile.parse("r.sql", header))
                .hasMessageContaining("no SELECT query after the header");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThatThrownBy(() -> RuleFile.parse("r.sql", "")).hasMessageContaining("'-- id: …'");
    }
}
