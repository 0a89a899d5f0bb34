package io.weir.codec.element;

import static io.weir.codec.element.ElementSpace.CONVERTED_NETFLOW_V9;
import static io.weir.codec.element.ElementSpace.IANA;
import static io.weir.codec.element.ElementSpace.NETFLOW_V9;
import static io.weir.codec.element.ElementSpace.NETFLOW_V9_SCOPE;
import static io.weir.codec.element.ElementSpace.REVERSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InformationElementsTest {

    private static final InformationElements BUILT_IN = InformationElements.builtIn();
    private static final ElementSpace CISCO = new ElementSpace(9);
    private static final ElementSpace UNASSIGNED = new ElementSpace(4_000_000_000L);

    @Test
    void findsAnElementByNumberAndByName() {
        InformationElement octets =
                new InformationElement(
                        IANA, 1, "octetDeltaCount", ElementType.UNSIGNED_64, "deltaCounter");

        assertThat(BUILT_IN.find(IANA, 1)).isEqualTo(octets);
        assertThat(BUILT_IN.named(IANA, "octetDeltaCount")).isEqualTo(octets);
    }

    @Test
    void hasNullForWhatIsUnknown() {
        assertThat(BUILT_IN.find(IANA, 32_767)).isNull();
        assertThat(BUILT_IN.find(UNASSIGNED, 1)).isNull();
        assertThat(BUILT_IN.find(REVERSE, 32_767)).isNull();
        assertThat(BUILT_IN.netflowV9(65_535)).isNull();
        assertThat(BUILT_IN.named(IANA, "sourceOfAllEvil")).isNull();
        assertThat(BUILT_IN.named(UNASSIGNED, "octetDeltaCount")).isNull();
    }

    @Test
    void hasAReverseOfEveryIanaElement() {
        assertThat(BUILT_IN.find(REVERSE, 1))
                .isEqualTo(
                        new InformationElement(
                                REVERSE,
                                1,
                                "reverseOctetDeltaCount",
                                ElementType.UNSIGNED_64,
                                "deltaCounter"));
        assertThat(BUILT_IN.named(REVERSE, "reverseVRFname").id()).isEqualTo(236);
        assertThat(BUILT_IN.all())
                .filteredOn(element -> element.space().equals(IANA))
                .allSatisfy(
                        element -> assertThat(BUILT_IN.find(REVERSE, element.id())).isNotNull());
    }

    @Test
    void readsNetflowV9TypesByItsOwnNumbersBeforeThoseOfIana() {
        assertThat(BUILT_IN.netflowV9(8)).isEqualTo(BUILT_IN.find(IANA, 8));
        assertThat(BUILT_IN.netflowV9(33_002)).isEqualTo(BUILT_IN.find(NETFLOW_V9, 33_002));

        InformationElements extended =
                BUILT_IN.extendedBy(
                        ElementFile.HEADER + "\nnetflow9,8,clientAddress,ipv4Address,", "mine.csv");

        assertThat(extended.netflowV9(8).name()).isEqualTo("clientAddress");
        assertThat(extended.find(IANA, 8).name()).isEqualTo("sourceIPv4Address");
    }

    @Test
    void findsNetflowV9TypesThatWereConvertedToIpfix() {
        assertThat(BUILT_IN.find(CONVERTED_NETFLOW_V9, 57_652 - 32_768).name())
                .isEqualTo("httpUrl");
        assertThat(BUILT_IN.find(CONVERTED_NETFLOW_V9, 24_628)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "iana,4,protocolIdentifier,UNSIGNED_8",
        "iana,56,sourceMacAddress,MAC_ADDRESS",
        "iana,95,applicationId,OCTET_ARRAY",
        "iana,152,flowStartMilliseconds,DATE_TIME_MILLISECONDS",
        "iana,276,dataRecordsReliability,BOOLEAN",
        "iana,291,basicList,BASIC_LIST",
        "iana,311,samplingProbability,FLOAT_64",
        "iana,434,mibObjectValueInteger,SIGNED_32",
        "iana,491,bgpDestinationLargeCommunityList,BASIC_LIST",
        "netflow9,33000,ingressAclId,OCTET_ARRAY",
        "netflow9,40000,username,STRING",
        "netflow9,45004,clientIPv4Address,IPV4_ADDRESS",
        "netflow9,45200,overlaySessionIdInput,UNSIGNED_32",
        "netflow9,56701,appId,STRING",
        "netflow9,57590,l7Proto,UNSIGNED_16",
        "netflow9-scope,2,interface,OCTET_ARRAY",
        "9,12235,appHttpHost,OCTET_ARRAY",
        "9,12240,clientTransportPort,UNSIGNED_16",
        "9,12340,nvzFlowProcessName,STRING",
        "9,12437,tlocLocalColor,STRING",
        "637,93,aluNatSubString,STRING",
        "2636,137,commonPropertiesId,OCTET_ARRAY",
        "3054,111,l7ApplicationName,STRING",
        "3746,5,nodeId,STRING",
        "5951,128,roundTripTime,UNSIGNED_32",
        "6871,33,silkAppLabel,UNSIGNED_16",
        "6871,16398,reverseInitialTCPFlags,UNSIGNED_16",
        "6876,880,tenantProtocol,UNSIGNED_8",
        "9789,2,afcProtocolName,STRING",
        "10704,10,connIPv4Address,IPV4_ADDRESS",
        "12276,9,contextName,STRING",
        "12276,14,msgName,STRING",
        "12326,5,serviceName,STRING",
        "13745,100,clientIpV4,IPV4_ADDRESS",
        "15397,3,incomingOctets,UNSIGNED_64",
        "16982,501,httpRequestHost,STRING",
        "21373,4,mark,UNSIGNED_32",
        "23867,25,overlay,STRING",
        "26866,112,sslServerNameIndication,STRING",
        "32622,4,localPort,UNSIGNED_16",
        "35632,180,httpUrl,STRING",
        "39499,1,httpHost,STRING",
        "41916,4321,vpnId,UNSIGNED_32",
        "42359,522,tenantId,UNSIGNED_16",
        "43823,2002,dpiProtocol,UNSIGNED_16",
        "43874,3,label,STRING",
        "45346,12234,vcPriority,UNSIGNED_8",
        "45346,12310,linkName,STRING",
        "45956,16,tenant,STRING",
        "50114,1002,cgnxWanPath,UNSIGNED_64",
        "56506,101,sourcePodName,STRING",
    })
    void knowsWellKnownElements(String space, int id, String name, ElementType type) {
        InformationElement element = BUILT_IN.find(ElementSpace.ofLabel(space), id);

        assertThat(element.name()).isEqualTo(name);
        assertThat(element.type()).isEqualTo(type);
    }

    @Test
    void takesElementsOfAFile() {
        InformationElements extended =
                BUILT_IN.extendedBy(
                        """
                        # Of our own probes.
                        space,id,name,type,semantics

                        4000000000,1,clientLatency,unsigned32,quantity
                        4000000000, 2, ruleName, string, default
                        """,
                        "mine.csv");

        assertThat(extended.find(UNASSIGNED, 1))
                .isEqualTo(
                        new InformationElement(
                                UNASSIGNED,
                                1,
                                "clientLatency",
                                ElementType.UNSIGNED_32,
                                "quantity"));
        assertThat(extended.named(UNASSIGNED, "ruleName").semantics()).isEmpty();
        assertThat(extended.find(IANA, 1)).isEqualTo(BUILT_IN.find(IANA, 1));
        assertThat(BUILT_IN.find(UNASSIGNED, 1)).isNull();
    }

    @Test
    void putsElementsOfAFileInPlaceOfBuiltInOnes() {
        InformationElements extended =
                BUILT_IN.extendedBy(
                        """
                        space,id,name,type,semantics
                        iana,1,bytes,unsigned64,deltaCounter
                        9,12240,clientPort,unsigned16,identifier
                        """,
                        "mine.csv");

        assertThat(extended.find(IANA, 1).name()).isEqualTo("bytes");
        assertThat(extended.named(IANA, "octetDeltaCount")).isNull();
        assertThat(extended.find(REVERSE, 1).name()).isEqualTo("reverseBytes");
        assertThat(extended.find(CISCO, 12_240).name()).isEqualTo("clientPort");
        assertThat(extended.all()).hasSameSizeAs(BUILT_IN.all());
    }

    @Test
    void letsAFileExchangeNames() {
        InformationElements extended =
                BUILT_IN.extendedBy(
                        """
                        space,id,name,type,semantics
                        iana,1,packetDeltaCount,unsigned64,deltaCounter
                        iana,2,octetDeltaCount,unsigned64,deltaCounter
                        """,
                        "mine.csv");

        assertThat(extended.named(IANA, "octetDeltaCount").id()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "32000"})
    void refusesANameThatAnotherElementOfTheSpaceHas(int id) {
        String text = ElementFile.HEADER + "\niana," + id + ",packetDeltaCount,unsigned64,";

        assertThatThrownBy(() -> BUILT_IN.extendedBy(text, "mine.csv"))
                .isInstanceOf(ElementFileException.class)
                .hasMessage(
                        "mine.csv, line 2: iana:2 is called packetDeltaCount already. Write another"
                                + " name");
    }

    @Test
    void knowsTheScopesOfNetflowV9() {
        assertThat(BUILT_IN.all())
                .filteredOn(element -> element.space().equals(NETFLOW_V9_SCOPE))
                .extracting(InformationElement::name)
                .containsExactly("system", "interface", "lineCard", "cache", "template");
    }
}
