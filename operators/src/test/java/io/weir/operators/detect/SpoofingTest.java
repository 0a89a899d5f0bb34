package io.weir.operators.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import io.weir.operators.detect.Finding.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that cannot be where they come from. */
class SpoofingTest {

    private static final int SOURCES = 5;
    private static final int UPLINK = 1;
    private static final int CLIENTS = 2;
    private static final int SERVERS = 3;

    private static final SpoofingOptions CONFIGURED =
            new SpoofingOptions(
                    List.of(ExporterInterface.parse("192.0.2.1/1")), List.of("192.0.2.0/24"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1.2.3",
                "127.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "224.0.0.5",
                "192.0.0.100",
                "::1",
                "ff02::1",
                "4000::1",
                "192.0.2.77"
            })
    void whatNoHostCanHaveIsForgedAtAnyInterface(String source) throws Exception {
        for (int input : new int[] {0, UPLINK, CLIENTS}) {
            assertThat(sift(flow(source, "8.8.8.8", input, 0)))
                    .singleElement()
                    .satisfies(
                            told -> {
                                assertThat(told.suspect().address()).isEqualTo(Suspicions.EXPORTER);
                                assertThat(told.suspect().scope()).isEqualTo(input);
                                assertThat(told.observations())
                                        .containsExactly(
                                                Suspicions.observation(
                                                        source, Forgery.BOGON.number()));
                            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        // CGNAT is private and, other than RFC 1918, not inside by default
        "100.64.0.1, 8.8.8.8, 1, 2, BOGON",
        "100.64.0.1, 10.0.0.1, 1, 2, BOGON",
        "10.9.9.9, 10.0.0.1, 1, 2, OWN_PREFIX",
        "10.9.9.9, 10.0.0.1, 1, 0, OWN_PREFIX",
        "fd00::9, fd00::1, 1, 2, OWN_PREFIX",
        "9.9.9.9, 8.8.8.8, 2, 1, FOREIGN",
        "100.64.0.1, 8.8.8.8, 2, 1, FOREIGN"
    })
    void privateAndOwnSourcesFromOutsideAndForeignOnesFromInsideAreForged(
            String source, String destination, int input, int output, Forgery forgery)
            throws Exception {
        assertThat(sift(flow(source, destination, input, output)))
                .singleElement()
                .satisfies(
                        told ->
                                assertThat(told.observations())
                                        .containsExactly(
                                                Suspicions.observation(source, forgery.number())));
    }

    @ParameterizedTest
    @CsvSource({
        "9.9.9.9, 10.0.0.1, 1, 2",
        "9.9.9.9, 8.8.8.8, 1, 1",
        "9.9.9.9, 8.8.8.8, 1, 2",
        "9.9.9.9, 8.8.8.8, 2, 3",
        "9.9.9.9, 8.8.8.8, 0, 1",
        "10.0.0.1, 8.8.8.8, 2, 1",
        "10.0.0.1, 10.0.0.2, 2, 3",
        "100.64.0.1, 10.0.0.1, 2, 3",
        "10.0.0.1, 10.0.0.2, 0, 3",
        // hosts without an address, and what stays on a link
        "0.0.0.0, 255.255.255.255, 2, 0",
        "0.0.0.0, 10.0.0.1, 1, 2",
        "::, ff02::1:ff00:1, 2, 0",
        "fe80::1, ff02::1, 1, 0",
        "fe80::1, fd00::1, 1, 2",
        "169.254.0.1, 10.0.0.1, 1, 2",
        "10.9.9.9, 224.0.0.5, 1, 0",
        "10.9.9.9, 255.255.255.255, 1, 0",
        "9.9.9.9, 239.1.2.3, 2, 1",
        "127.0.0.1, 127.0.0.53, 0, 0"
    })
    void whatCanBeWhereItComesFromIsNot(String source, String destination, int input, int output)
            throws Exception {
        assertThat(sift(flow(source, destination, input, output))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 11, true", "1, 3, true", "1, 8, false", "58, 3, true", "58, 128, false"})
    void errorsOfRoutersWithPrivateAddressesAreNot(int protocol, int type, boolean isError)
            throws Exception {
        for (String source : new String[] {"10.9.9.9", "100.64.0.1"}) {
            Flows flow = flow(source, "10.0.0.1", UPLINK, CLIENTS).icmp(protocol, type, 0);
            assertThat(sift(flow).isEmpty()).isEqualTo(isError);
        }
    }

    @Test
    void aFlowWithoutAnAddressIsNot() throws Exception {
        assertThat(sift(Flows.receivedAt(0).flow().source("127.0.0.1"))).isEmpty();
        assertThat(sift(Flows.receivedAt(0).flow().destination("10.0.0.1"))).isEmpty();
    }

    @Test
    void whereInterfacesLeadIsLearnedFromWhatLeavesByThem() throws Exception {
        Flows before = normal(Flows.receivedAt(0), InterfaceSides.LEAST_FLOWS);
        Flows flows = flow("10.9.9.9", "10.0.0.1", UPLINK, CLIENTS);
        add(flows, "9.9.9.9", "8.8.8.8", SERVERS, UPLINK);
        add(flows, "9.9.9.8", "8.8.8.8", CLIENTS, UPLINK);

        assertThat(sift(SpoofingOptions.NONE, before, flows))
                .extracting(told -> told.suspect().scope(), Evidence::observations)
                .containsExactlyInAnyOrder(
                        tuple(
                                UPLINK,
                                List.of(
                                        Suspicions.observation(
                                                "10.9.9.9", Forgery.OWN_PREFIX.number()))),
                        tuple(
                                CLIENTS,
                                List.of(
                                        Suspicions.observation(
                                                "9.9.9.8", Forgery.FOREIGN.number()))));
    }

    @Test
    void nothingIsSaidOfInterfacesByWhichFewFlowsLeft() throws Exception {
        Flows before = normal(Flows.receivedAt(0), InterfaceSides.LEAST_FLOWS - 1);
        Flows flows = flow("10.9.9.9", "10.0.0.1", UPLINK, CLIENTS);

        assertThat(sift(SpoofingOptions.NONE, before, flows)).isEmpty();
        assertThat(sift(SpoofingOptions.NONE, before, before, flows)).hasSize(1);
    }

    @Test
    void anInterfaceToOtherSitesAndTheInternetIsOnNoSide() throws Exception {
        Flows before = normal(Flows.receivedAt(0), 2 * InterfaceSides.LEAST_FLOWS);
        for (int i = 0; i < 3; i++) {
            add(before, "10.0.0.1", "10.200.0.1", CLIENTS, UPLINK);
        }
        Flows flows = flow("10.200.0.1", "10.0.0.1", UPLINK, CLIENTS);
        add(flows, "9.9.9.9", "8.8.8.8", CLIENTS, UPLINK);

        assertThat(sift(SpoofingOptions.NONE, before, flows)).isEmpty();
    }

    @Test
    void networksThatNobodyCalledInsideAreNotForeign() throws Exception {
        Flows flows = normal(Flows.receivedAt(0), InterfaceSides.LEAST_FLOWS);
        for (int i = 0; i < 2 * InterfaceSides.LEAST_FLOWS; i++) {
            add(flows, "2001:4860::1", "2a00::1", UPLINK, CLIENTS);
            add(flows, "2a00::1", "2001:4860::1", CLIENTS, UPLINK);
        }
        assertThat(sift(SpoofingOptions.NONE, flows, flows)).isEmpty();
    }

    @Test
    void forgedSourcesDoNotChangeWhereInterfacesLead() throws Exception {
        Flows before = normal(Flows.receivedAt(0), InterfaceSides.LEAST_FLOWS);
        Flows flows = Flows.receivedAt(0);
        for (int i = 0; i < 50 * InterfaceSides.LEAST_FLOWS; i++) {
            add(flows, "10.9.0." + i % 200, "10.0.0.1", UPLINK, CLIENTS);
        }
        assertThat(sift(SpoofingOptions.NONE, before, flows, flows))
                .allMatch(told -> told.suspect().scope() == UPLINK)
                .extracting(Evidence::flows)
                .containsExactly(100L * InterfaceSides.LEAST_FLOWS);
    }

    @Test
    void asManySourcesAsTheThresholdAreAFindingAtTheInterface() throws Exception {
        assertThat(judge(SOURCES - 1, Forgery.FOREIGN)).isEmpty();
        assertThat(judge(SOURCES, Forgery.FOREIGN))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.alertKey())
                                    .isEqualTo("spoofed-foreign/192.0.2.1/interface-4294967295");
                            assertThat(finding.role()).isEqualTo(Role.EXPORTER);
                            assertThat(finding.count()).isEqualTo(SOURCES);
                            assertThat(finding.sample().peers()).hasSize(SOURCES);
                            assertThat(finding.sample().ports()).isEmpty();
                            assertThat(finding.rule().category()).isEqualTo("spoofing");
                        });
    }

    @Test
    void kindsOfForgeryAreCountedApart() throws Exception {
        try (DetectionUnderTest detection = detection(CONFIGURED)) {
            Flows flows = Flows.receivedAt(1_000);
            for (int i = 1; i < SOURCES; i++) {
                add(flows, "10.9.9." + i, "10.0.0.1", UPLINK, CLIENTS);
                add(flows, "127.0.0." + i, "10.0.0.1", UPLINK, CLIENTS);
            }
            detection.receive(flows);
            assertThat(detection.findings(2_000)).isEmpty();

            Flows more = Flows.receivedAt(2_000);
            detection.receive(add(more, "127.0.0.9", "10.0.0.1", UPLINK, CLIENTS));
            assertThat(detection.findings(3_000))
                    .extracting(Finding::alertKey)
                    .containsExactly("spoofed-bogon/192.0.2.1/interface-1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.0.2.1",
                "192.0.2.1/0",
                "192.0.2.1/4294967296",
                "192.0.2.1/x",
                "/1",
                "192.0.2.0/24/1",
                "edge/1",
                "192.0.2.1-192.0.2.2/1"
            })
    void whatIsNoInterfaceIsRefused(String text) {
        assertThatThrownBy(() -> ExporterInterface.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anInterfaceMayBeOfAnExporterWithIpv6() {
        assertThat(ExporterInterface.parse("2001:db8::1/4294967295"))
                .isEqualTo(new ExporterInterface("2001:db8::1", 4294967295L));
    }

    private static List<Finding> judge(int sources, Forgery forgery) throws Exception {
        return Judged.of(
                detector(),
                new Evidence(
                        new Suspect(EvidenceKind.FORGED_SOURCE, Suspicions.EXPORTER, -1),
                        0,
                        sources,
                        sources,
                        sources,
                        0,
                        0,
                        0,
                        0,
                        Suspicions.onHosts(1, sources, forgery.number()),
                        List.of(Suspicions.EXPORTER),
                        List.of(),
                        null));
    }

    private static Detection detector() {
        return new Detection(
                EvidenceKind.FORGED_SOURCE, Duration.ofSeconds(60), new Spoofing(SOURCES));
    }

    private static DetectionUnderTest detection(SpoofingOptions options) throws Exception {
        return new DetectionUnderTest(detector(), Options.of(options));
    }

    private static List<Evidence> sift(Flows flows) throws Exception {
        return sift(CONFIGURED, flows);
    }

    private static List<Evidence> sift(SpoofingOptions options, Flows... batches) throws Exception {
        try (DetectionUnderTest detection = detection(options)) {
            for (Flows flows : batches) {
                detection.receive(flows);
            }
            return detection.evidence(1_000_000);
        }
    }

    /** So many flows leave by the uplink and the interface of the clients each. */
    private static Flows normal(Flows flows, int count) {
        for (int i = 0; i < count; i++) {
            add(flows, "10.0.0.1", "8.8.8.8", CLIENTS, UPLINK);
            add(flows, "8.8.8.8", "10.0.0.1", UPLINK, CLIENTS);
        }
        return flows;
    }

    private static Flows flow(String source, String destination, int input, int output) {
        return add(Flows.receivedAt(0), source, destination, input, output);
    }

    private static Flows add(
            Flows flows, String source, String destination, int input, int output) {
        return flows.flow()
                .source(source)
                .destination(destination)
                .with(FlowField.INPUT_INTERFACE, input)
                .with(FlowField.OUTPUT_INTERFACE, output)
                .packets(1)
                .bytes(60);
    }
}
