package io.weir.operators.exporters;

import io.weir.codec.session.SessionListener;
import io.weir.operators.types.TransportSession;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The accounts of the sessions of a subtask. None of it is in state: all that was counted is handed
 * over before a checkpoint's barrier and before the watermark passes the end of its minute, so that
 * each part is in the state of who receives it, or is counted again.
 */
public final class SessionAccounts {

    /** The most accounts that wait to be handed over, which bounds what a spoofed flood takes. */
    static final int MAX_LISTED = 10_000;

    /** There was no watermark yet: what is counted waits for the first datagram. */
    static final long NO_TIME = Long.MIN_VALUE;

    private final ReceptionRun run;
    private final Consumer<ExporterNotice> out;
    private final List<SessionAccount> listed = new ArrayList<>();
    private long nextEndMillis = Long.MAX_VALUE;
    private long nowMillis = NO_TIME;
    private final OptionsReader options = new OptionsReader();

    public SessionAccounts(ReceptionRun run, Consumer<ExporterNotice> out) {
        this.run = run;
        this.out = out;
    }

    /**
     * The account of a session.
     *
     * @param next hears what the session tells, too
     */
    public SessionAccount of(TransportSession session, SessionListener next) {
        return new SessionAccount(session, next, this);
    }

    /** To be called before a watermark is handed on. */
    public void beforeWatermark(long millis) {
        if (millis != Long.MAX_VALUE) {
            nowMillis = millis;
        }
        if (millis >= nextEndMillis) {
            flush();
        }
    }

    /** Hands over all that was counted. To be called before the barrier of a checkpoint. */
    public void flush() {
        for (SessionAccount account : listed) {
            account.listed = false;
            account.close();
        }
        listed.clear();
        nextEndMillis = Long.MAX_VALUE;
    }

    /** The watermark: the time of what is counted without a datagram; or {@link #NO_TIME}. */
    long nowMillis() {
        return nowMillis;
    }

    long run() {
        return run.number();
    }

    boolean waitedInQueue(long receivedMillis) {
        return run.isBefore(receivedMillis);
    }

    /** Takes note of an account that counts again. */
    void opened(SessionAccount account, long minuteMillis) {
        if (!account.listed) {
            if (listed.size() >= MAX_LISTED) {
                flush();
            }
            account.listed = true;
            listed.add(account);
        }
        nextEndMillis = Math.min(nextEndMillis, minuteMillis + ExporterPart.MINUTE_MILLIS);
    }

    /** Makes notices of options records. */
    OptionsReader options() {
        return options;
    }

    void emit(ExporterNotice notice) {
        out.accept(notice);
    }
}
