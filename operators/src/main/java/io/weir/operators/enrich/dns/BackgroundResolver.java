package io.weir.operators.enrich.dns;

import io.weir.codec.IpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * Asks resolvers for the names of addresses and puts the answers into the cache. One thread sends
 * the questions, at most so many per second, and gives up those without an answer; dnsjava's thread
 * receives. What waits to be asked is bounded, and so is what waits for an answer.
 *
 * <p>A question that a resolver does not answer is asked once more, of the next resolver; then that
 * one is asked first.
 */
final class BackgroundResolver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundResolver.class);

    private static final int MOST_WAITING = 10_000;
    private static final int MOST_IN_FLIGHT = 1_000;
    private static final int ATTEMPTS = 2;
    private static final long PAUSE_MILLIS = 20;

    /** A name that has expired stands until its address is answered anew, but no longer. */
    private static final long MOST_STALE_MILLIS = 3_600_000;

    /** Beside the time-outs of dnsjava, which it looks at only when nothing comes. */
    private static final long MARGIN_MILLIS = 1_000;

    private final NameCache cache;
    private final List<SimpleResolver> resolvers;
    private final long timeoutMillis;
    private final int queriesPerSecond;
    private final BlockingQueue<IpAddress> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final ArrayDeque<Question> inFlight = new ArrayDeque<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Map<DnsMetric, LongAdder> counts = new EnumMap<>(DnsMetric.class);
    private final Thread thread = new Thread(this::run, "weir-reverse-dns");
    private volatile int preferred;
    private volatile long nowMillis = clockMillis();
    private volatile boolean closed;

    BackgroundResolver(DnsOptions options) {
        for (DnsMetric metric : DnsMetric.values()) {
            counts.put(metric, new LongAdder());
        }
        cache = new NameCache(options.cacheEntries());
        timeoutMillis = options.timeout().toMillis();
        queriesPerSecond = options.queriesPerSecond();
        resolvers = servers(options).stream().map(this::resolver).toList();
        thread.setDaemon(true);
        // The pool that runs the job must not be kept by a thread that outlives it.
        thread.setContextClassLoader(BackgroundResolver.class.getClassLoader());
        thread.start();
    }

    private static List<InetSocketAddress> servers(DnsOptions options) {
        return options.servers().isEmpty()
                ? ResolverConfig.getCurrentConfig().servers()
                : options.servers();
    }

    private SimpleResolver resolver(InetSocketAddress server) {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(Duration.ofMillis(timeoutMillis));
        return resolver;
    }

    /**
     * What is known of an address; null if nothing is, and it is asked for. The name may be of an
     * answer that has expired not long ago.
     */
    CachedName lookUp(long high, long low) {
        CachedName known = cache.find(high, low);
        if (known == null) {
            ask(high, low);
            return null;
        }
        if (!known.recent) {
            known.recent = true;
        }
        long age = nowMillis - known.expiresMillis;
        if (age >= 0) {
            if (!known.refreshed) {
                known.refreshed = true;
                known.refreshed = enqueue(high, low);
            }
            return age < MOST_STALE_MILLIS && !known.awaited ? known : null;
        }
        return known.awaited ? null : known;
    }

    private void ask(long high, long low) {
        if (enqueue(high, low)) {
            long longest = ATTEMPTS * (timeoutMillis + MARGIN_MILLIS) + waitMillis();
            cache.put(CachedName.awaited(high, low, nowMillis + longest));
        }
    }

    /** Until all that wait now have been asked. */
    private long waitMillis() {
        return waiting.size() * 1_000L / queriesPerSecond;
    }

    private boolean enqueue(long high, long low) {
        if (waiting.remainingCapacity() == 0 || !waiting.offer(new IpAddress(high, low))) {
            count(DnsMetric.DROPPED);
            return false;
        }
        return true;
    }

    /** What was counted so far. */
    long counted(DnsMetric metric) {
        return counts.get(metric).sum();
    }

    private void count(DnsMetric metric) {
        counts.get(metric).increment();
    }

    private void run() {
        double permits = 1;
        long before = clockMillis();
        try {
            while (!closed) {
                nowMillis = clockMillis();
                permits += (nowMillis - before) * queriesPerSecond / 1_000.0;
                permits = Math.min(permits, Math.max(1, queriesPerSecond / 10));
                before = nowMillis;
                giveUpLate();
                if (permits < 1 || unanswered.get() >= MOST_IN_FLIGHT) {
                    Thread.sleep(PAUSE_MILLIS);
                } else {
                    IpAddress next = waiting.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                    if (next != null) {
                        permits--;
                        send(next);
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Reverse DNS ends.");
        }
    }

    private void giveUpLate() {
        Question question;
        while ((question = takeOver()) != null) {
            question.end(null);
        }
    }

    /** The oldest question, if it was answered or is too late; else null. */
    private Question takeOver() {
        synchronized (inFlight) {
            Question oldest = inFlight.peek();
            boolean stays =
                    oldest == null || (!oldest.isOver() && nowMillis < oldest.deadlineMillis);
            return stays ? null : inFlight.poll();
        }
    }

    private void send(IpAddress address) {
        try {
            Name name = ReverseMap.fromAddress(InetAddress.getByAddress(address.toBytes()));
            send(address, Record.newRecord(name, Type.PTR, DClass.IN), 1);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or 16 octets.", e);
        }
    }

    private void send(IpAddress address, Record record, int attempt) {
        if (resolvers.isEmpty()) {
            count(DnsMetric.FAILED);
            return;
        }
        int server = preferred % resolvers.size();
        Question question = new Question(address, record, server, attempt);
        unanswered.incrementAndGet();
        synchronized (inFlight) {
            inFlight.add(question);
        }
        count(DnsMetric.ASKED);
        resolvers
                .get(server)
                .sendAsync(Message.newQuery(record), Runnable::run)
                .whenComplete((answer, failure) -> question.received(answer, failure));
    }

    /** Whoever ends a question first, with an answer or by the clock, decides what comes of it. */
    private final class Question {

        final long deadlineMillis = clockMillis() + timeoutMillis + MARGIN_MILLIS;
        private final AtomicBoolean over = new AtomicBoolean();
        private final IpAddress address;
        private final Record record;
        private final int server;
        private final int attempt;

        Question(IpAddress address, Record record, int server, int attempt) {
            this.address = address;
            this.record = record;
            this.server = server;
            this.attempt = attempt;
        }

        boolean isOver() {
            return over.get();
        }

        void received(Message answer, Throwable failure) {
            if (failure != null) {
                LOG.debug("{} gave no answer.", resolvers.get(server), failure);
            }
            end(answer);
        }

        /**
         * @param answer null if there is none
         */
        void end(Message answer) {
            if (!over.compareAndSet(false, true)) {
                return;
            }
            unanswered.decrementAndGet();
            if (closed) {
                return;
            }
            if (answer == null) {
                unansweredInTime();
            } else {
                answered(PointerAnswer.of(answer, record));
            }
        }

        private void unansweredInTime() {
            count(DnsMetric.TIMED_OUT);
            if (preferred == server) {
                preferred = (server + 1) % resolvers.size();
            }
            if (attempt < ATTEMPTS) {
                send(address, record, attempt + 1);
            } else {
                put(null, PointerAnswer.FAILURE_TTL);
            }
        }

        private void answered(PointerAnswer answer) {
            switch (answer.kind()) {
                case NO_ANSWER -> count(DnsMetric.FAILED);
                case REFUSED_NAME -> count(DnsMetric.NAMES_REFUSED);
                default -> {}
            }
            put(answer.name(), answer.ttlSeconds());
        }

        private void put(String name, long ttlSeconds) {
            byte[] ascii = name == null ? null : name.getBytes(StandardCharsets.US_ASCII);
            long expires = clockMillis() + ttlSeconds * 1_000;
            cache.put(CachedName.answered(address.high(), address.low(), ascii, expires));
        }
    }

    private static long clockMillis() {
        return System.nanoTime() / 1_000_000;
    }

    /** Asks no more and waits for the end of the thread. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
