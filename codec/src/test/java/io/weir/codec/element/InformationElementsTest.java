package io.weir.codec.element;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InformationElementsTest {

    private static final InformationElements BUILT_IN = InformationElements.builtIn();

    @Test
    void findsAnElementByNumberAndByName() {
        InformationElement octets =
                new InformationElement(
                        ElementSpace.IANA,
                        1,
                        "octetDeltaCount",
                        ElementType.UNSIGNED_64,
                        "deltaCounter");

        assertThat(BUILT_IN.find(ElementSpace.IANA, 1)).isEqualTo(octets);
        assertThat(BUILT_IN.named(ElementSpace.IANA, "octetDeltaCount")).isEqualTo(octets);
    }

    @Test
    void hasNullForWhatIsUnknown() {
        assertThat(BUILT_IN.find(ElementSpace.IANA, 32_767)).isNull();
        assertThat(BUILT_IN.find(new ElementSpace(4_294_967_295L), 1)).isNull();
        assertThat(BUILT_IN.find(ElementSpace.REVERSE, 32_767)).isNull();
        assertThat(BUILT_IN.netflowV9(65_535)).isNull();
        assertThat(BUILT_IN.named(ElementSpace.IANA, "sourceOfAllEvil")).isNull();
        assertThat(BUILT_IN.named(new ElementSpace(4_294_967_295L), "octetDeltaCount")).isNull();
    }

    @Test
    void derivesReverseElements() {
        assertThat(BUILT_IN.find(ElementSpace.REVERSE, 1))
                .isEqualTo(
                        new InformationElement(
                                ElementSpace.REVERSE,
                                1,
                                "reverseOctetDeltaCount",
                                ElementType.UNSIGNED_64,
                                "deltaCounter"));
    }
}
