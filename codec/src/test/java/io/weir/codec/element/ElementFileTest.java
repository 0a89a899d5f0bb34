package io.weir.codec.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementFileTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iana,1,a,unsigned8 | 4 columns in 'iana,1,a,unsigned8'. Write five",
                "ietf,1,a,unsigned8, | space 'ietf'. Write iana, netflow9, netflow9-scope or",
                "0,1,a,unsigned8, | space '0'. Write iana",
                "4294967296,1,a,unsigned8, | space '4294967296'. Write iana",
                "29305,1,a,unsigned8, | space 29305 follows from the iana elements",
                "4294967295,1,a,unsigned8, | space 4294967295 follows from the netflow9 elements",
                "9,-1,a,unsigned8, | id '-1'. Write a number from 0 to 32767",
                "9,,a,unsigned8, | id ''. Write a number from 0 to 32767",
                "iana,32768,a,unsigned8, | id '32768'. Write a number from 0 to 32767",
                "netflow9,65536,a,unsigned8, | id '65536'. Write a number from 0 to 65535",
                "9,1,,unsigned8, | name ''. Write letters and digits",
                "9,1,1a,unsigned8, | name '1a'. Write letters and digits",
                "9,1,a-b,unsigned8, | name 'a-b'. Write letters and digits",
                "9,1,a,uint8, | type 'uint8'. Write an abstract data type of IPFIX",
                "9,1,a,unsigned8,many | semantics 'many'. Write data type semantics of IPFIX",
                "9,7,a,unsigned8, | 9:7 is in line 2 already. Remove one of the two",
            })
    void saysWhereAndWhatIsWrongAndTheCure(String line, String error) {
        String text = ElementFile.HEADER + "\n9,7,seven,unsigned8,\n" + line;

        assertThatThrownBy(() -> ElementFile.parse(text, "mine.csv"))
                .isInstanceOf(ElementFileException.class)
                .hasMessageStartingWith("mine.csv, line 3: " + error);
    }

    @Test
    void asksForTheHeader() {
        assertThatThrownBy(() -> ElementFile.parse("# Mine.\n9,1,a,unsigned8,", "mine.csv"))
                .isInstanceOf(ElementFileException.class)
                .hasMessage(
                        "mine.csv, line 2: '9,1,a,unsigned8,' in place of the header. Write"
                                + " space,id,name,type,semantics first");
    }

    @Test
    void readsLinesOfWindowsAndHasNothingInAnEmptyFile() {
        List<ElementFile.Entry> entries =
                ElementFile.parse(ElementFile.HEADER + "\r\n\r\n9,1,a,unsigned8,\r\n", "mine.csv");

        assertThat(entries).extracting(ElementFile.Entry::line).containsExactly(3);
        assertThat(ElementFile.parse("", "mine.csv")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"iana", "netflow9", "netflow9-scope", "9", "4294967295"})
    void callsASpaceAsItReadsIt(String label) {
        assertThat(ElementSpace.ofLabel(label).label()).isEqualTo(label);
    }

    @Property
    void hasNothingButItsOwnErrorForArbitraryText(@ForAll("files") String text) {
        try {
            InformationElements.builtIn().extendedBy(text, "mine.csv");
        } catch (ElementFileException e) {
            assertThat(e).hasMessageStartingWith("mine.csv, line ");
        }
    }

    @Provide
    Arbitrary<String> files() {
        Arbitrary<String> words =
                Arbitraries.of(
                        Set.of(
                                ElementFile.HEADER,
                                "iana",
                                "netflow9",
                                "9",
                                "1",
                                "2",
                                "octetDeltaCount",
                                "unsigned64",
                                "flags",
                                "#",
                                ",",
                                "\n"));
        Arbitrary<String> noise = Arbitraries.strings().ofMaxLength(5);
        return Arbitraries.frequencyOf(Tuple.of(9, words), Tuple.of(1, noise))
                .list()
                .ofMaxSize(60)
                .map(parts -> ElementFile.HEADER + "\n" + String.join("", parts));
    }
}
