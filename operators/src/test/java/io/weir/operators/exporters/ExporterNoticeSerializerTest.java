package io.weir.operators.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ExportProtocol;
import io.weir.operators.types.SerializerContract;
import io.weir.operators.types.TransportSession;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The constant is what lies in savepoints of version 1: it must not change. */
class ExporterNoticeSerializerTest {

    private static final IpAddress EXPORTER = IpAddress.ofIpv4(0x0a00_0001);
    private static final TransportSession SESSION =
            new TransportSession(EXPORTER.high(), EXPORTER.low(), 7);
    private static final Accounts ACCOUNTS =
            new Accounts(
                    10,
                    9_000,
                    250,
                    Map.of("truncated", 2L),
                    Map.of("optionsRecords", 3L, "of a later version", 4L));
    private static final ExporterActivity ACTIVITY =
            new ExporterActivity(
                    1_700_000_041_000L,
                    1_700_000_099_999L,
                    ACCOUNTS,
                    Set.of(ExportProtocol.SFLOW_V5, ExportProtocol.NETFLOW_V9),
                    List.of(
                            DomainActivity.of(ExportProtocol.NETFLOW_V9, 0xffff_ffffL, 8, 1, 9),
                            new DomainActivity(
                                    ExportProtocol.SFLOW_V5, 0, 2, 5, 6, "datagrams", 2, 1)),
                    new TreeSet<>(Set.of(2055, 40_000)),
                    Map.of(0L, 12, 7L, 3),
                    -3_600_000);

    private static final String SILENCE_1 =
            "01"
                    + "04"
                    + "0100000000000000000000ffff0a000001"
                    + "01"
                    + "0000018bcfe60440"
                    + "0000018bcfe60058";

    @Test
    void keepsTheContractForEachKind() {
        check(new ExporterPart(SESSION, 1_700_000_040_000L, ExporterPart.EARLIER_RUN, ACTIVITY));
        check(new ExporterPart(SESSION, -60_000, 5, ExporterActivity.NONE));
        check(new ExporterMinute(EXPORTER, 1_700_000_040_000L, ACTIVITY));
        check(new ExporterView(EXPORTER, 5, 6, true, 1, 2, ACCOUNTS, 1_700_000_040_000L, ACTIVITY));
        check(new ExporterSilence(EXPORTER, ExporterSilence.Change.SILENT, 3, 2));
        check(
                new ReceptionGap(
                        SESSION,
                        1,
                        2,
                        List.of(
                                ReceptionGap.Domain.between(ExportProtocol.IPFIX, 1, 5, 9),
                                ReceptionGap.Domain.between(ExportProtocol.NETFLOW_V1, 0, 0, 0))));
        check(
                new OptionsRecord(
                        SESSION,
                        4,
                        "interface",
                        ExportProtocol.IPFIX,
                        1,
                        257,
                        "interface 5",
                        Map.of("interfaceName", "ge-0/0/1", "ingressInterface", "5")));
    }

    @Test
    void keepsCountersThatThisVersionDoesNotHave() {
        ExporterMinute minute = new ExporterMinute(EXPORTER, 0, ACTIVITY);

        ExporterMinute read =
                (ExporterMinute) ExporterNoticeSerializer.INSTANCE.copy(roundTrip(minute));

        assertThat(read.activity().accounts().count("of a later version")).isEqualTo(4);
    }

    @Test
    void takesTextLongerThanJavasOwnFormat() {
        String name = "ü".repeat(65_535);
        OptionsRecord options =
                new OptionsRecord(
                        SESSION, 4, "vrf", ExportProtocol.IPFIX, 1, 257, "", Map.of("name", name));

        assertThat(roundTrip(options)).isEqualTo(options);
    }

    @Test
    void noticesHaveTheBytesOfVersion1() {
        ExporterSilence back =
                new ExporterSilence(
                        EXPORTER,
                        ExporterSilence.Change.BACK,
                        1_700_000_040_000L,
                        1_700_000_039_000L);

        assertThat(SerializerContract.ofHex(ExporterNoticeSerializer.INSTANCE, SILENCE_1))
                .isEqualTo(back);
        assertThat(SerializerContract.hex(ExporterNoticeSerializer.INSTANCE, back))
                .isEqualTo(SILENCE_1);
    }

    @Test
    void refusesKindThatItDoesNotKnow() {
        assertThatThrownBy(
                        () -> SerializerContract.ofHex(ExporterNoticeSerializer.INSTANCE, "0163"))
                .hasRootCauseMessage(
                        "A notice of an exporter has the unknown kind 99. The state is damaged:"
                                + " restore an earlier savepoint.");
    }

    private static ExporterNotice roundTrip(ExporterNotice notice) {
        return SerializerContract.value(
                ExporterNoticeSerializer.INSTANCE,
                SerializerContract.bytes(ExporterNoticeSerializer.INSTANCE, notice));
    }

    private static void check(ExporterNotice notice) {
        SerializerContract.check(ExporterNoticeSerializer.INSTANCE, notice);
    }
}
