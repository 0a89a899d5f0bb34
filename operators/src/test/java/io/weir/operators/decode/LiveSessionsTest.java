package io.weir.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.Malformation;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionListener;
import io.weir.codec.store.MemorySessionStore;
import io.weir.operators.exporters.ReceptionRun;
import io.weir.operators.exporters.SessionAccount;
import io.weir.operators.exporters.SessionAccounts;
import io.weir.operators.types.TransportSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveSessionsTest {

    private static final SessionAccounts ACCOUNTS =
            new SessionAccounts(ReceptionRun.FROM_NOTHING, notice -> {});
    private static final SessionListener IGNORED =
            new SessionListener() {
                @Override
                public void count(SessionCounter counter, long amount) {}

                @Override
                public void malformed(Malformation reason, int offset) {}
            };

    private final List<TransportSession> flushed = new ArrayList<>();
    private final LiveSessions sessions =
            new LiveSessions(
                    16,
                    (key, session) -> {
                        flushed.add(key);
                        session.flush();
                    });

    @Test
    void keepsThoseInUseThroughAFloodOfNewOnes() {
        for (int number = 0; number < 14; number++) {
            add(number);
            assertThat(sessions.find(key(number))).isNotNull();
        }
        for (int number = 100; number < 1_000; number++) {
            add(number);
        }
        for (int number = 0; number < 14; number++) {
            assertThat(sessions.find(key(number))).as("session %d", number).isNotNull();
        }
        assertThat(sessions.find(key(999))).isNotNull();
        assertThat(sessions.count()).isEqualTo(16);
    }

    @Test
    void makesRoomWhereOneWasNotUsedLongest() {
        for (int number = 0; number < 16; number++) {
            add(number);
            sessions.find(key(number));
        }
        sessions.find(key(0));
        add(100);

        assertThat(sessions.find(key(0))).isNotNull();
        assertThat(sessions.find(key(1))).isNull();
    }

    @Test
    void holdsAsManyNewOnesAsThereIsRoomFor() {
        for (int number = 0; number < 16; number++) {
            add(number);
        }
        assertThat(sessions.find(key(0))).isNotNull();
        assertThat(sessions.count()).isEqualTo(16);
    }

    @Test
    void flushesWhatLeavesAndOnlyWhatIsActive() {
        add(0);
        add(1).received();
        for (int number = 2; number < 18; number++) {
            add(number);
        }
        assertThat(flushed).containsExactly(key(1));
        sessions.flush();
        assertThat(flushed).containsExactly(key(1));
    }

    @Test
    void removesFromWhereverItIs() {
        add(0);
        add(1);
        sessions.find(key(1));
        sessions.remove(key(0));
        sessions.remove(key(1));
        sessions.remove(key(2));

        assertThat(sessions.count()).isZero();
    }

    private LiveSession add(int number) {
        SessionAccount account = ACCOUNTS.of(key(number), IGNORED);
        LiveSession session =
                new LiveSession(
                        new ExporterSession(
                                new MemorySessionStore(), account, SessionLimits.DEFAULTS),
                        account);
        sessions.add(key(number), session);
        return session;
    }

    private static TransportSession key(int number) {
        return new TransportSession(
                0, number, TransportSession.ANY_PORT, TransportSession.DATAGRAMS);
    }
}
