package io.weir.operators.enrich.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.IpAddress;
import io.weir.codec.normalise.ApplicationId;
import io.weir.operators.enrich.file.LineProblem;
import io.weir.operators.enrich.file.WatchedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorTablesTest {

    private static final IpAddress ROUTER = SettingKeys.address("192.0.2.1");
    private static final IpAddress OTHER = SettingKeys.address("192.0.2.2");
    private static final IpAddress ROUTER6 = SettingKeys.address("2001:db8::1");

    @TempDir Path directory;

    @Test
    void interfacesAreNamedByExporterAndIndex() throws IOException {
        InterfaceNames names =
                InterfaceNames.load(
                        file(
                                """
                                "192.0.2.1::ifName.3": "Gi0/3"
                                "2001:db8::1::ifName.3": "xe-0/0/0"
                                192.0.2.2/4294967295: uplink
                                """));

        assertThat(interfaceName(names, ROUTER, 3)).isEqualTo("Gi0/3");
        assertThat(interfaceName(names, ROUTER6, 3)).isEqualTo("xe-0/0/0");
        assertThat(interfaceName(names, OTHER, 0xffff_ffffL)).isEqualTo("uplink");
        assertThat(interfaceName(names, OTHER, 3)).isNull();
        assertThat(interfaceName(names, ROUTER, 4)).isNull();
        assertThat(InterfaceNames.unnamed(7)).isEqualTo("index: 7");
    }

    @Test
    void interfacesHaveSpeeds() throws IOException {
        InterfaceSpeeds speeds =
                InterfaceSpeeds.load(
                        file(
                                """
                                192.0.2.1/3: 10G
                                192.0.2.1/4: 2.5M
                                "2001:db8::1/3": 1k
                                192.0.2.1/5: 2T
                                192.0.2.1/6: 10
                                192.0.2.1/7: 3T
                                192.0.2.1: 10G
                                192.0.2.1/8: 0k
                                """));

        assertThat(speed(speeds, ROUTER, 3)).isEqualTo(10_000_000_000L);
        assertThat(speed(speeds, ROUTER, 4)).isEqualTo(2_500_000);
        assertThat(speed(speeds, ROUTER6, 3)).isEqualTo(1_000);
        assertThat(speed(speeds, ROUTER, 5)).isEqualTo(2_000_000_000_000L);
        assertThat(speed(speeds, ROUTER, 6)).isZero();
        assertThat(speeds.report().firstProblems())
                .extracting(LineProblem::line)
                .containsExactly(5L, 6L, 7L, 8L);
        assertThat(speeds.report().firstProblems().get(0).reason())
                .isEqualTo("'10' is no speed from 1k to 2T bits per second, such as 2.5G");
    }

    private static long speed(InterfaceSpeeds speeds, IpAddress exporter, long index) {
        return speeds.bitsPerSecond(exporter.high(), exporter.low(), index);
    }

    @Test
    void exporterInIpv4MappedFormIsTheSame() throws IOException {
        InterfaceNames names = InterfaceNames.load(file("\"::ffff:192.0.2.1/3\": Gi0/3\n"));

        assertThat(interfaceName(names, ROUTER, 3)).isEqualTo("Gi0/3");
    }

    @Test
    void addressesThatAreNoneAreToldWithoutLookingThemUp() throws IOException {
        VlanNames names = VlanNames.load(file("999.0.2.1/7: a\n010.0.2.1/7: b\nlocalhost/7: c\n"));

        assertThat(names.report().problems()).isEqualTo(3);
    }

    @Test
    void wrongInterfaceLinesAreToldAndTheOthersTaken() throws IOException {
        InterfaceNames names =
                InterfaceNames.load(
                        file(
                                """
                                router::ifName.3: Gi0/3
                                192.0.2.1::ifName.x: Gi0/3
                                192.0.2.1: Gi0/3
                                192.0.2.1/4: Gi0/4
                                """));

        assertThat(interfaceName(names, ROUTER, 4)).isEqualTo("Gi0/4");
        assertThat(names.report().firstProblems())
                .containsExactly(
                        new LineProblem(1, "'router' is no IPv4 or IPv6 address"),
                        new LineProblem(
                                2,
                                "'x' is no interface index, a whole number from 0 to 4294967295"),
                        new LineProblem(
                                3,
                                "'192.0.2.1' is neither EXPORTER/INDEX nor"
                                        + " EXPORTER::ifName.INDEX"));
    }

    @Test
    void samplingIntervalOfTheInterfaceGoesBeforeThatOfTheExporter() throws IOException {
        SamplingIntervals intervals =
                SamplingIntervals.load(
                        file(
                                """
                                "192.0.2.1": "512"
                                192.0.2.1/3: 64
                                "2001:db8::1": 1000
                                """));

        assertThat(interval(intervals, ROUTER, 3)).isEqualTo(64);
        assertThat(interval(intervals, ROUTER, 4)).isEqualTo(512);
        assertThat(interval(intervals, ROUTER, -1)).isEqualTo(512);
        assertThat(interval(intervals, ROUTER6, 1)).isEqualTo(1000);
        assertThat(interval(intervals, OTHER, 3)).isZero();
    }

    @Test
    void samplingIntervalOfZeroIsUnsampled() throws IOException {
        SamplingIntervals intervals = SamplingIntervals.load(file("192.0.2.1: 0\n"));

        assertThat(interval(intervals, ROUTER, -1)).isEqualTo(1);
    }

    @Test
    void samplingIntervalThatIsNoNumberIsTold() throws IOException {
        SamplingIntervals intervals = SamplingIntervals.load(file("192.0.2.1: 1/512\n"));

        assertThat(intervals.report().firstProblems())
                .containsExactly(
                        new LineProblem(
                                1,
                                "'1/512' is no sampling interval, a whole number from 0 to"
                                        + " 2147483647"));
    }

    @Test
    void vlanOfTheExporterGoesBeforeTheGeneralOne() throws IOException {
        VlanNames names = VlanNames.load(file("100: office\n192.0.2.1/100: lab\n4095: x\n0: y\n"));

        assertThat(names.name(names.find(ROUTER.high(), ROUTER.low(), 100))).isEqualTo("lab");
        assertThat(names.name(names.find(OTHER.high(), OTHER.low(), 100))).isEqualTo("office");
        assertThat(names.find(OTHER.high(), OTHER.low(), 101)).isZero();
        assertThat(names.report().firstProblems())
                .extracting(LineProblem::line)
                .containsExactly(3L, 4L);
    }

    @Test
    void applicationIsFoundByServerAddressAndPort() throws IOException {
        Applications applications =
                Applications.load(
                        file(
                                """
                                "192.0.2.1:8443": "intranet"
                                "[2001:db8::1]:8443": wiki
                                "2001:db8::1:8444": mail
                                """));

        assertThat(server(applications, ROUTER, 8443)).isEqualTo("intranet");
        assertThat(server(applications, ROUTER6, 8443)).isEqualTo("wiki");
        assertThat(server(applications, ROUTER6, 8444)).isEqualTo("mail");
        assertThat(server(applications, ROUTER, 8444)).isNull();
        assertThat(server(applications, OTHER, 8443)).isNull();
    }

    @Test
    void applicationIsFoundByIdAndSpace() throws IOException {
        Applications applications =
                Applications.load(
                        file(
                                """
                                "13..453": "ours"
                                cisco_nbar2__13..453: theirs
                                20..9..500: pen
                                """));
        long id = ApplicationId.of(13, 453);

        assertThat(application(applications, null, id)).isEqualTo("ours");
        assertThat(application(applications, ApplicationSpace.VELOCLOUD, id)).isEqualTo("ours");
        assertThat(application(applications, ApplicationSpace.CISCO_NBAR2, id)).isEqualTo("theirs");
        assertThat(application(applications, null, ApplicationId.ofEnterprise(9, 500)))
                .isEqualTo("pen");
        assertThat(application(applications, null, ApplicationId.of(13, 454))).isNull();
    }

    /** ElastiFlow lists {@code 0..41}, but leaves the id of IPFIX at {@code 20..12356..41}. */
    @Test
    void fortinetsApplicationIsOneWithAndWithoutItsEnterprise() throws IOException {
        for (String key : new String[] {"fortinet__0..41", "0..41", "20..12356..41"}) {
            Applications applications = Applications.load(file(key + ": web\n"));

            assertThat(application(applications, null, ApplicationId.ofEnterprise(12_356, 41)))
                    .as(key)
                    .isEqualTo("web");
            assertThat(
                            application(
                                    applications,
                                    ApplicationSpace.FORTINET,
                                    ApplicationId.of(0, 41)))
                    .as(key)
                    .isEqualTo("web");
        }
    }

    @Test
    void wrongApplicationLinesAreTold() throws IOException {
        Applications applications =
                Applications.load(
                        file(
                                """
                                192.0.2.1: a
                                192.0.2.1:70000: a
                                juniper__13..1: a
                                256..1: a
                                13..9..1: a
                                20..12356..99999999: a
                                """));

        assertThat(applications.report().entries()).isZero();
        assertThat(applications.report().firstProblems())
                .extracting(LineProblem::reason)
                .containsExactly(
                        "'192.0.2.1' is neither ADDRESS:PORT nor an application id",
                        "'70000' is no port, a whole number from 0 to 65535",
                        "'juniper' is none of cisco_nbar2, fortinet, velocloud",
                        "'256' is over 255",
                        "'13..9..1' has an enterprise, which only engine 20 has",
                        "'99999999' is over 16777215");
    }

    @Test
    void exportersHaveTheSpaceThatElastiFlowsFileTells() throws IOException {
        ApplicationSpaces spaces =
                ApplicationSpaces.load(
                        file(
                                """
                                "192.0.2.1": "cisco_nbar2"
                                192.0.2.2: fortinet
                                2001:db8::1: unheard_of
                                """));

        assertThat(spaces.of(ROUTER.high(), ROUTER.low())).isEqualTo(ApplicationSpace.CISCO_NBAR2);
        assertThat(spaces.of(OTHER.high(), OTHER.low())).isEqualTo(ApplicationSpace.FORTINET);
        assertThat(spaces.of(ROUTER6.high(), ROUTER6.low())).isNull();
        assertThat(spaces.report().firstProblems())
                .containsExactly(
                        new LineProblem(
                                3, "'unheard_of' is none of cisco_nbar2, fortinet, velocloud"));
    }

    @Test
    void applicationsOfPublicRegistriesHaveTheirNames() {
        assertThat(ApplicationNames.of(ApplicationId.of(1, 89))).isEqualTo("ospfigp");
        assertThat(ApplicationNames.of(ApplicationId.of(3, 443))).isEqualTo("https");
        assertThat(ApplicationNames.of(ApplicationId.of(3, 514))).isEqualTo("shell");
        assertThat(ApplicationNames.of(ApplicationId.of(18, 0x0806))).isEqualTo("arp");
        assertThat(ApplicationNames.of(ApplicationId.of(3, 1L << 32 | 443))).isNull();
        assertThat(ApplicationNames.of(ApplicationId.of(13, 453))).isNull();
        assertThat(ApplicationNames.of(0)).isNull();
    }

    @Test
    void fileWithoutAnyRightLineIsRefused() throws IOException {
        Path file = file("<html>\n<body>\n");

        assertThatThrownBy(() -> InterfaceNames.LOADER.load(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none of its 2 lines is right; line 1: ");
    }

    @Test
    void emptyFileIsAnEmptyTable() throws IOException {
        VlanNames names = VlanNames.LOADER.load(file(""));

        assertThat(names.find(ROUTER.high(), ROUTER.low(), 1)).isZero();
    }

    @Test
    void tableIsReadThroughAWatchedFile() throws IOException {
        try (WatchedFile<VlanNames> file = WatchedFile.open(file("7: lab\n"), VlanNames.LOADER)) {
            VlanNames names = file.current();
            assertThat(names.name(names.find(0, 1, 7))).isEqualTo("lab");
        }
    }

    @Test
    void laterLineOfAKeyCounts() throws IOException {
        VlanNames names = VlanNames.load(file("7: lab\n7: office\n"));

        assertThat(names.name(names.find(0, 1, 7))).isEqualTo("office");
    }

    private static String interfaceName(InterfaceNames names, IpAddress exporter, long index) {
        return names.name(names.find(exporter.high(), exporter.low(), index));
    }

    private static int interval(SamplingIntervals intervals, IpAddress exporter, long index) {
        return intervals.interval(exporter.high(), exporter.low(), index);
    }

    private static String server(Applications applications, IpAddress server, int port) {
        return applications.name(applications.findServer(server.high(), server.low(), port));
    }

    private static String application(Applications applications, ApplicationSpace space, long id) {
        return applications.name(applications.findApplication(space, id));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("settings.yml"), text);
    }
}
