package io.weir.operators.conversations;

import io.weir.operators.conversations.ConversationSerializers.BucketSerializer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Joins the records of each bucket to conversations, and gives their states: while one goes on at
 * most so often, and the final one. It looks at a bucket once a second of the watermark, which is
 * the time of receipt.
 */
public final class ConversationJoin
        extends KeyedProcessFunction<Integer, ConversationRecords, Conversation> {

    /** The name of the counter of conversations that began. */
    public static final String CONVERSATIONS_OPENED = "conversationsOpened";

    /** The name of the counter of conversations that ended, for whatever reason. */
    public static final String CONVERSATIONS_CLOSED = "conversationsClosed";

    /** The name of the counter of those of them that had to make room for newer ones. */
    public static final String CONVERSATIONS_CLOSED_FOR_ROOM = "conversationsClosedForRoom";

    /**
     * The name of the counter of records that did not wait for those received before them, since
     * too many waited: read again they may be joined in another way.
     */
    public static final String RECORDS_TAKEN_EARLY = "conversationRecordsTakenEarly";

    private static final long serialVersionUID = 1L;
    private static final long TICK_MILLIS = 1_000;

    private final ConversationRules rules;

    private transient ValueState<ConversationBucket> buckets;
    private transient Counter opened;
    private transient Counter closed;
    private transient Counter closedForRoom;
    private transient Counter takenEarly;

    public ConversationJoin(ConversationRules rules) {
        this.rules = rules;
    }

    /** The last time up to the given one at which buckets are looked at. */
    static long tickBefore(long millis) {
        return Math.floorDiv(millis, TICK_MILLIS) * TICK_MILLIS;
    }

    private static long tickFrom(long millis) {
        return tickBefore(millis + TICK_MILLIS - 1);
    }

    @Override
    public void open(OpenContext context) {
        buckets =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "conversations", BucketSerializer.INSTANCE));
        var metrics = getRuntimeContext().getMetricGroup();
        opened = metrics.counter(CONVERSATIONS_OPENED);
        closed = metrics.counter(CONVERSATIONS_CLOSED);
        closedForRoom = metrics.counter(CONVERSATIONS_CLOSED_FOR_ROOM);
        takenEarly = metrics.counter(RECORDS_TAKEN_EARLY);
    }

    @Override
    public void processElement(
            ConversationRecords records, Context context, Collector<Conversation> out)
            throws Exception {
        ConversationBucket bucket = buckets.value();
        if (bucket == null) {
            bucket = new ConversationBucket();
        }
        takenEarly.inc(bucket.add(records, rules, counting(out)));
        buckets.update(bucket);
        long first = Long.MAX_VALUE;
        for (int at = 0; at < records.values().length; at += RecordLayout.STRIDE) {
            first = Math.min(first, records.values()[at + RecordLayout.RECEIVED]);
        }
        lookAt(first, context);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Conversation> out)
            throws Exception {
        ConversationBucket bucket = buckets.value();
        if (bucket == null) {
            return;
        }
        long next = bucket.advance(timestamp, rules, counting(out));
        if (bucket.isEmpty()) {
            buckets.clear();
        } else {
            buckets.update(bucket);
            lookAt(next, context);
        }
    }

    private static void lookAt(long millis, Context context) {
        context.timerService().registerEventTimeTimer(tickFrom(millis));
    }

    private ConversationBucket.Listener counting(Collector<Conversation> out) {
        return new ConversationBucket.Listener() {
            @Override
            public void opened() {
                opened.inc();
            }

            @Override
            public void published(Conversation conversation) {
                if (conversation.isFinal()) {
                    closed.inc();
                }
                if (conversation.ending() == Ending.ROOM) {
                    closedForRoom.inc();
                }
                out.collect(conversation);
            }
        };
    }
}
