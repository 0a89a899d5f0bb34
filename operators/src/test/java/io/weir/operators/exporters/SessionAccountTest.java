package io.weir.operators.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.weir.codec.Malformation;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionListener;
import io.weir.codec.store.MemorySessionStore;
import io.weir.operators.types.TransportSession;
import io.weir.udp.Datagram;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionAccountTest {

    private static final long NOON = 1_767_268_800_000L;
    private static final int MANY = 200_000;

    private final List<ExporterNotice> notices = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final SessionAccounts accounts =
            new SessionAccounts(ReceptionRun.FROM_NOTHING, notices::add);
    private final SessionAccount account = accountOf(1);
    private final FlowBatch batch = new FlowBatch();

    private SessionAccount accountOf(long sender) {
        SessionAccount told = accounts.of(new TransportSession(0, sender, 0), new Listener());
        told.follow(new ExporterSession(new MemorySessionStore(), told, SessionLimits.DEFAULTS));
        return told;
    }

    private List<ExporterPart> parts() {
        return notices.stream().map(ExporterPart.class::cast).toList();
    }

    @Test
    void allocatesNothingPerDatagram() {
        Datagram datagram = new Datagram(NOON, 0, 1, 2055, new byte[100]);
        receive(datagram, MANY);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        receive(datagram, MANY);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).as("bytes for %d datagrams", MANY).isLessThan(MANY / 10);
        accounts.flush();
        assertThat(parts())
                .singleElement()
                .satisfies(
                        part ->
                                assertThat(part.activity().accounts().datagrams())
                                        .isEqualTo(2L * MANY));
    }

    private void receive(Datagram datagram, int times) {
        for (int i = 0; i < times; i++) {
            account.begin(datagram, batch);
            batch.setHeader(ExportProtocol.NETFLOW_V9, i % 5, i, NOON);
            account.count(SessionCounter.OPTIONS_RECORDS, 1);
            account.end(batch);
        }
    }

    @Test
    void addsFlowsOfSetsThatWaited() {
        receive(new Datagram(NOON, 0, 1, 2055, new byte[100]), 1);
        account.released(7);
        accounts.flush();

        assertThat(parts().get(0).activity().accounts().flows()).isEqualTo(7);
    }

    @Test
    void beginsAgainAtNothing() {
        receive(new Datagram(NOON, 0, 1, 2055, new byte[100]), 3);
        account.malformed(Malformation.TRUNCATED, 0);
        accounts.flush();
        receive(new Datagram(NOON + 1, 0, 1, 9_995, new byte[50]), 1);
        accounts.flush();
        accounts.flush();

        assertThat(parts()).hasSize(2);
        ExporterActivity second = parts().get(1).activity();
        assertThat(second.accounts().datagrams()).isEqualTo(1);
        assertThat(second.accounts().octets()).isEqualTo(50);
        assertThat(second.accounts().malformed()).isEmpty();
        assertThat(second.sourcePorts()).containsExactly(9_995);
        assertThat(second.domains()).hasSize(1);
        assertThat(second.firstSeenMillis()).isEqualTo(NOON + 1);
    }

    /** Each datagram of a flood has another sender: what is open is bounded. */
    @Test
    void handsOverWhenTooMuchIsOpen() {
        for (int sender = 0; sender <= SessionAccounts.MAX_LISTED; sender++) {
            SessionAccount other = accountOf(sender);
            other.begin(new Datagram(NOON, 0, sender, 2055, new byte[1]), batch);
            other.end(batch);
        }
        assertThat(parts()).hasSize(SessionAccounts.MAX_LISTED);
        accounts.flush();
        assertThat(parts()).hasSize(SessionAccounts.MAX_LISTED + 1);
    }

    @Test
    void putsWhatIsCountedBeforeAnyTimeIsKnownIntoTheFirstMinute() {
        account.count(SessionCounter.TEMPLATES_ADDED, 2);
        accounts.flush();
        assertThat(parts()).isEmpty();
        receive(new Datagram(NOON, 0, 1, 2055, new byte[1]), 1);
        accounts.flush();

        assertThat(parts()).singleElement().extracting(ExporterPart::minuteMillis).isEqualTo(NOON);
        assertThat(parts().get(0).activity().accounts().count(SessionCounter.TEMPLATES_ADDED.id()))
                .isEqualTo(2);
    }

    @Test
    void passesOnWhatItHears() {
        account.begin(new Datagram(NOON, 0, 1, 2055, new byte[1]), batch);
        account.count(SessionCounter.TEMPLATES_ADDED, 2);
        account.malformed(Malformation.TRUNCATED, 8);
        account.setWithoutTemplate(1, 256, 9);
        account.waitingSetMalformed(1, 257, Malformation.TRUNCATED);

        assertThat(heard)
                .containsExactly("TEMPLATES_ADDED 2", "TRUNCATED 8", "256 9", "257 TRUNCATED");
    }

    private final class Listener implements SessionListener {

        @Override
        public void count(SessionCounter counter, long amount) {
            if (counter != SessionCounter.OPTIONS_RECORDS) {
                heard.add(counter + " " + amount);
            }
        }

        @Override
        public void malformed(Malformation reason, int offset) {
            heard.add(reason + " " + offset);
        }

        @Override
        public void setWithoutTemplate(long domain, int templateId, int bytes) {
            heard.add(templateId + " " + bytes);
        }

        @Override
        public void waitingSetMalformed(long domain, int templateId, Malformation reason) {
            heard.add(templateId + " " + reason);
        }
    }
}
