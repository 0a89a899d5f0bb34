package io.weir.job.faults;

import io.weir.job.faults.FaultyProxy.Verdict;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What befalls a delivery while it goes on. */
enum Fault {
    NONE("none"),
    TASK_FAILS("task fails once"),
    KILLED("Elasticsearch killed, away for %s s") {
        @Override
        void befall(FaultyServer server, String index, Duration outage) throws Exception {
            server.failFor(outage);
        }
    },
    BLOCKED("index read-only for %s s") {
        @Override
        void befall(FaultyServer server, String index, Duration outage) throws Exception {
            server.put("/" + index + "/_settings", "{\"index.blocks.write\":true}");
            Thread.sleep(outage.toMillis());
            server.put("/" + index + "/_settings", "{\"index.blocks.write\":false}");
        }
    },
    PASSWORD("password wrong for %s s") {
        @Override
        void befall(FaultyServer server, String index, Duration outage) throws Exception {
            server.setUser(FaultTable.USER, "another");
            Thread.sleep(outage.toMillis());
            server.setUser(FaultTable.USER, FaultTable.PASSWORD);
        }
    },
    MISFITS("4 documents that do not fit the mapping") {
        @Override
        String index(Delivery delivery) {
            return (NumberDocuments.MISFITS + "-" + delivery).toLowerCase(Locale.ROOT);
        }
    },
    OVERLOAD("write queue for 1 request, 1 thread") {
        @Override
        Map<String, Object> settings() {
            return Map.of("thread_pool.write.size", 1, "thread_pool.write.queue_size", 1);
        }
    },
    ANSWERS_LOST("each fifth answer lost") {
        @Override
        FaultyProxy.Fault onTheWay() {
            AtomicInteger requests = new AtomicInteger();
            return body -> requests.incrementAndGet() % 5 == 0 ? Verdict.LOSE_ANSWER : Verdict.PASS;
        }
    };

    private final String title;

    Fault(String title) {
        this.title = title;
    }

    String title(Duration outage) {
        return title.formatted(outage.toSeconds());
    }

    String index(Delivery delivery) {
        return (name() + "-" + delivery).toLowerCase(Locale.ROOT);
    }

    /** Of the server, beside those that all have. */
    Map<String, Object> settings() {
        return Map.of();
    }

    /** Comes when a part of the documents is there, and returns when it is over. */
    void befall(FaultyServer server, String index, Duration outage) throws Exception {}

    FaultyProxy.Fault onTheWay() {
        return body -> Verdict.PASS;
    }

    /** Whether it begins and ends, so that there is a time to recover in. */
    boolean isPassing() {
        return this == KILLED || this == BLOCKED || this == PASSWORD;
    }

    /** Documents that Elasticsearch can never take. */
    int misfits() {
        return this == MISFITS ? 4 : 0;
    }

    /** How often the job starts again because of something else than the sink. */
    int restarts() {
        return this == TASK_FAILS ? 1 : 0;
    }
}
