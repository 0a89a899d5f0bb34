package io.weir.codec.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.store.SessionTable;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceTrackingTest {

    private static final long DAY_MILLIS = 86_400_000;
    private static final long LAST_NUMBER = 0xffff_ffffL;

    private final Tracked netflowV5 = new Tracked(ExportProtocol.NETFLOW_V5);
    private final Tracked netflowV9 = new Tracked(ExportProtocol.NETFLOW_V9);
    private final Tracked ipfix = new Tracked(ExportProtocol.IPFIX);
    private final Tracked sflow = new Tracked(ExportProtocol.SFLOW_V5);

    private static NumberingExporter v5(long number) {
        return new NumberingExporter(ExportProtocol.NETFLOW_V5, SequenceUnit.FLOWS, number);
    }

    private static NumberingExporter ipfix(SequenceUnit unit, long number) {
        return new NumberingExporter(ExportProtocol.IPFIX, unit, number);
    }

    /** Receives so many messages, no two of the same length one after the other. */
    private static void receive(Tracked tracked, NumberingExporter exporter, int messages) {
        for (int i = 0; i < messages; i++) {
            tracked.receive(exporter.next(10 + i % 3, i % 4 == 0 ? 2 : 0));
        }
    }

    @Test
    void countsNothingOfMessagesInOrder() {
        receive(netflowV5, v5(123_456), 100);

        assertThat(netflowV5.counts()).isEmpty();
        assertThat(netflowV5.status().messages()).isEqualTo(100);
        assertThat(netflowV5.status().received()).isEqualTo(34 * 10 + 33 * 11 + 33 * 12);
    }

    @Test
    void namesTheFlowsInAGap() {
        NumberingExporter exporter = v5(0);
        receive(netflowV5, exporter, 3);
        exporter.next(17);
        receive(netflowV5, exporter, 3);

        assertThat(netflowV5.count(SequenceEvent.RECORDS_LOST)).isEqualTo(17);
        assertThat(netflowV5.status().missing()).isEqualTo(17);
    }

    @Test
    void takesBackTheLossOfWhatCameLate() {
        NumberingExporter exporter = v5(0);
        receive(netflowV5, exporter, 3);
        NumberedMessage late = exporter.next(17);
        NumberedMessage lost = exporter.next(5);
        receive(netflowV5, exporter, 1);
        netflowV5.receive(late);

        assertThat(lost.flows()).isEqualTo(5);
        assertThat(netflowV5.status().lost()).isEqualTo(22);
        assertThat(netflowV5.status().recovered()).isEqualTo(17);
        assertThat(netflowV5.status().reordered()).isEqualTo(1);
        assertThat(netflowV5.status().duplicated()).isZero();
    }

    @Test
    void countsDatagramsThatSflowLost() {
        NumberingExporter exporter =
                new NumberingExporter(ExportProtocol.SFLOW_V5, SequenceUnit.DATAGRAMS, 1);
        receive(sflow, exporter, 3);
        exporter.next(17);
        exporter.next(0);
        receive(sflow, exporter, 3);

        assertThat(sflow.count(SequenceEvent.DATAGRAMS_LOST)).isEqualTo(2);
        assertThat(sflow.count(SequenceEvent.RECORDS_LOST)).isZero();
    }

    @Test
    void countsDuplicatesAtOnce() {
        NumberingExporter exporter = v5(0);
        receive(netflowV5, exporter, 5);
        NumberedMessage last = exporter.next(17);
        netflowV5.receive(last);
        netflowV5.receive(last);

        assertThat(netflowV5.counts()).containsOnlyKeys(SequenceEvent.DUPLICATED);
        assertThat(netflowV5.status().duplicated()).isEqualTo(1);
        assertThat(netflowV5.status().received()).isEqualTo(10 + 11 + 12 + 10 + 11 + 17);
    }

    @Test
    void goesPastTheLastNumber() {
        NumberingExporter exporter = v5(LAST_NUMBER - 25);
        receive(netflowV5, exporter, 2);
        exporter.next(7);
        receive(netflowV5, exporter, 2);

        assertThat(netflowV5.status().wraps()).isEqualTo(1);
        assertThat(netflowV5.status().lost()).isEqualTo(7);
        assertThat(netflowV5.status().restarts()).isZero();
    }

    @Test
    void recognisesARestartByUptimeAtTheFirstMessage() {
        NumberingExporter exporter = v5(0);
        receive(netflowV5, exporter, 5); // to 54: what follows would be a duplicate by numbers
        exporter.reboot();
        netflowV5.receive(exporter.next(30));
        receive(netflowV5, exporter, 5);

        assertThat(netflowV5.counts()).containsOnlyKeys(SequenceEvent.RESTARTED);
    }

    @Test
    void doesNotTakeAnUptimeThatWrapsForARestart() {
        NumberingExporter exporter = v5(0);
        exporter.setUptime(LAST_NUMBER - 150);
        receive(netflowV5, exporter, 1);
        NumberedMessage lost = exporter.next(9);
        receive(netflowV5, exporter, 3);

        assertThat(lost.uptimeMillis()).isLessThan(100);
        assertThat(netflowV5.status().lost()).isEqualTo(9);
        assertThat(netflowV5.status().restarts()).isZero();
    }

    @Test
    void ignoresWhatComesFromBeforeTheRestart() {
        NumberingExporter exporter = v5(0);
        receive(netflowV5, exporter, 50);
        NumberedMessage late = exporter.next(10);
        exporter.reboot();
        receive(netflowV5, exporter, 2);
        netflowV5.receive(late);
        receive(netflowV5, exporter, 2);

        assertThat(netflowV5.status().restarts()).isEqualTo(1);
        assertThat(netflowV5.status().lost()).isZero();
        assertThat(netflowV5.status().reordered()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1L << 25, 3_000_000_000L})
    void recognisesARestartWithoutUptimeWhenItGoesOn(long number) {
        NumberingExporter exporter = ipfix(SequenceUnit.RECORDS, 1L << 24);
        receive(ipfix, exporter, 20);
        exporter.numberFrom(number);
        receive(ipfix, exporter, 2);
        assertThat(ipfix.counts()).isEmpty();

        receive(ipfix, exporter, 1);

        assertThat(ipfix.counts()).containsOnlyKeys(SequenceEvent.RESTARTED);
    }

    @Test
    void doesNotTakeAForgedNumberForLossOrRestart() {
        NumberingExporter exporter = v5(0);
        receive(netflowV5, exporter, 10);
        netflowV5.receive(v5(2_000_000_000L).next(30));
        receive(netflowV5, exporter, 10);

        assertThat(netflowV5.counts()).containsOnlyKeys(SequenceEvent.REORDERED);
    }

    @Test
    void believesAGapAsLongAsTheSilence() {
        NumberingExporter exporter = v5(0);
        receive(netflowV5, exporter, 1_000);
        exporter.pause(DAY_MILLIS);
        int lost = (int) (DAY_MILLIS / 100 * 11);
        exporter.next(lost);
        receive(netflowV5, exporter, 3);

        assertThat(netflowV5.status().lost()).isEqualTo(lost).isGreaterThan(1 << 20);
    }

    @Test
    void staysSilentAboutAnExporterThatDoesNotNumber() {
        for (int i = 0; i < 100; i++) {
            netflowV5.receive(new NumberedMessage(0, 10, 0, 1_000L * i, 1_000L * i, true));
            ipfix.receive(new NumberedMessage(7, 10 + i % 3, 0, 1_000L * i, 0, true));
        }

        assertThat(netflowV5.counts()).isEmpty();
        assertThat(netflowV5.status().unit()).isEqualTo(SequenceUnit.NONE);
        assertThat(ipfix.counts()).isEmpty();
        assertThat(ipfix.status().unit()).isEqualTo(SequenceUnit.NONE);
    }

    @Test
    void followsAnExporterThatBeginsToNumber() {
        for (int i = 0; i < 100; i++) {
            netflowV5.receive(new NumberedMessage(0, 10, 0, 1_000L * i, 1_000L * i, true));
        }
        NumberingExporter exporter = v5(500);
        receive(netflowV5, exporter, 10);
        exporter.next(6);
        receive(netflowV5, exporter, 10);

        assertThat(netflowV5.status().unit()).isEqualTo(SequenceUnit.FLOWS);
        assertThat(netflowV5.status().lost()).isEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource(
            value = SequenceUnit.class,
            names = {"RECORDS", "RECORDS_AFTER", "FLOWS", "FLOWS_AFTER", "DATAGRAMS"})
    void learnsTheUnitAndAccountsWhatWasLostBefore(SequenceUnit unit) {
        NumberingExporter exporter = ipfix(unit, 1_000);
        receive(ipfix, exporter, 2);
        exporter.next(40, 3);
        assertThat(ipfix.status().unit()).isEqualTo(SequenceUnit.UNKNOWN);
        assertThat(ipfix.counts()).isEmpty();

        receive(ipfix, exporter, 10);

        assertThat(ipfix.status().unit()).isEqualTo(unit);
        assertThat(ipfix.status().lost()).isEqualTo(unit.count(40, 3));
    }

    @Test
    void learnsAnewWhatOtherSoftwareCounts() {
        NumberingExporter exporter = ipfix(SequenceUnit.RECORDS, 0);
        receive(ipfix, exporter, 500);
        exporter.countIn(SequenceUnit.FLOWS_AFTER);
        receive(ipfix, exporter, 100);
        long lostWhileLearning = ipfix.status().missing();
        receive(ipfix, exporter, 500);
        exporter.next(40, 3);
        receive(ipfix, exporter, 3);

        assertThat(ipfix.status().unit()).isEqualTo(SequenceUnit.FLOWS_AFTER);
        assertThat(ipfix.status().missing() - lostWhileLearning).isEqualTo(40);
    }

    @Test
    void doesNotTakeRecordsOfAnUnknownSetForLost() {
        NumberingExporter exporter = ipfix(SequenceUnit.RECORDS, 0);
        receive(ipfix, exporter, 20);
        exporter.next(9);
        ipfix.receive(exporter.next(30).withUnknownSet(25));
        receive(ipfix, exporter, 1);
        assertThat(ipfix.status().lost()).isEqualTo(9); // before the message, whatever is in it
        exporter.next(8);
        receive(ipfix, exporter, 3);

        assertThat(ipfix.status().lost()).isEqualTo(9 + 8);
    }

    @Test
    void doesNotTakeRecordsOfAnUnknownSetForLostWhereTheMessageIsCounted() {
        NumberingExporter exporter = ipfix(SequenceUnit.FLOWS_AFTER, 0);
        receive(ipfix, exporter, 20);
        ipfix.receive(exporter.next(30).withUnknownSet(25));
        exporter.next(8);
        receive(ipfix, exporter, 3);

        assertThat(ipfix.status().lost()).isEqualTo(8);
    }

    @Test
    void missesNoDatagramForUnknownSets() {
        NumberingExporter exporter =
                new NumberingExporter(ExportProtocol.NETFLOW_V9, SequenceUnit.DATAGRAMS, 0);
        for (int i = 0; i < 10; i++) {
            netflowV9.receive(exporter.next(30).withUnknownSet(30));
        }
        exporter.next(30);
        netflowV9.receive(exporter.next(30).withUnknownSet(30));

        assertThat(netflowV9.status().unit()).isEqualTo(SequenceUnit.DATAGRAMS);
        assertThat(netflowV9.status().lost()).isEqualTo(1);
    }

    @Test
    void numbersEachDomainOnItsOwn() {
        NumberingExporter first = v5(0);
        NumberingExporter second = v5(1_000);
        for (int i = 0; i < 10; i++) {
            netflowV5.receive(1, first.next(10));
            if (i != 5) {
                netflowV5.receive(2, second.next(20));
            } else {
                second.next(20);
            }
        }

        assertThat(netflowV5.tracking().status())
                .extracting(SequenceStatus::domain, SequenceStatus::lost)
                .containsExactly(tuple(1, 0), tuple(2, 20));
    }

    private static Tuple tuple(long domain, long lost) {
        return Tuple.tuple(domain, lost);
    }

    @Test
    void domainsInUseStayWhenASenderVariesTheDomain() {
        NumberingExporter steady = v5(0);
        for (int i = 0; i < 20; i++) {
            netflowV5.receive(7, steady.next(10));
        }
        for (int forged = 0; forged < 10_000; forged++) {
            netflowV5.receive(1_000 + forged, v5(0).next(1));
            if (forged % 1_000 == 0) {
                netflowV5.restore();
            }
        }
        steady.next(3);
        netflowV5.receive(7, steady.next(10));

        List<SequenceStatus> statuses = netflowV5.tracking().status();
        assertThat(statuses).hasSize(Tracked.MOST_DOMAINS);
        assertThat(statuses)
                .filteredOn(status -> status.domain() == 7)
                .singleElement()
                .extracting(SequenceStatus::lost)
                .isEqualTo(3L);
        assertThat(netflowV5.count(SequenceEvent.DOMAIN_REPLACED))
                .isEqualTo(10_001 - Tracked.MOST_DOMAINS);
        netflowV5.tracking().flush();
        int[] stored = {0};
        netflowV5.store().forEachKey(SessionTable.SEQUENCES, key -> stored[0]++);
        assertThat(stored[0]).isEqualTo(Tracked.MOST_DOMAINS);
    }

    @Test
    void countsDatagramsOfDomainsThatFindNoPlace() {
        for (int domain = 0; domain < Tracked.MOST_DOMAINS; domain++) {
            NumberingExporter steady = v5(0);
            for (int i = 0; i < 20; i++) {
                netflowV5.receive(domain, steady.next(10));
            }
        }
        netflowV5.receive(1_000, v5(0).next(1));

        assertThat(netflowV5.count(SequenceEvent.UNTRACKED)).isEqualTo(1);
        assertThat(netflowV5.tracking().status()).hasSize(Tracked.MOST_DOMAINS);
    }

    @Test
    void tellsWhatComesNext() {
        NumberingExporter exporter = v5(100);
        netflowV5.receive(exporter.next(10));
        netflowV5.receive(exporter.next(20));
        netflowV5.restore();

        assertThat(netflowV5.status().lastSequence()).isEqualTo(110);
        assertThat(netflowV5.status().nextNumber()).isEqualTo(130);
    }

    @Test
    void refusesStateOfAnotherVersion() {
        NumberingExporter exporter = v5(100);
        netflowV5.receive(exporter.next(10));
        netflowV5.tracking().flush();
        netflowV5
                .store()
                .forEachKey(
                        SessionTable.SEQUENCES,
                        key -> netflowV5.store().get(SessionTable.SEQUENCES, key)[0] = 99);
        SequenceTracking newer = new SequenceTracking(netflowV5.store(), (event, amount) -> {}, 1);

        assertThatIllegalStateException()
                .isThrownBy(newer::status)
                .withMessageContaining("format version 99")
                .withMessageContaining("Run the build that wrote the state");
    }

    @Test
    void ignoresNetflowV1WhichHasNoNumbers() {
        Tracked netflowV1 = new Tracked(ExportProtocol.NETFLOW_V1);
        netflowV1.receive(v5(0).next(10));

        assertThat(netflowV1.tracking().status()).isEmpty();
    }
}
