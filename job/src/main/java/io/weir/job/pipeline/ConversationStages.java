package io.weir.job.pipeline;

import io.weir.job.config.ConversationsConfiguration;
import io.weir.operators.conversations.Conversation;
import io.weir.operators.conversations.ConversationJoin;
import io.weir.operators.conversations.ConversationRecorder;
import io.weir.operators.conversations.ConversationRecords;
import io.weir.operators.conversations.ConversationRules;
import io.weir.operators.conversations.ConversationSerializers;
import io.weir.operators.enrich.EnrichedFlows;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The stages from flows to conversations. */
public final class ConversationStages {

    private final ConversationsConfiguration configuration;

    public ConversationStages(ConversationsConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Adds the stages behind the flows, which must be in their chain; none if not enabled. */
    public Optional<DataStream<Conversation>> attach(DataStream<EnrichedFlows> flows) {
        if (!configuration.enabled()) {
            return Optional.empty();
        }
        DataStream<ConversationRecords> records =
                flows.transform(
                                "record conversations",
                                ConversationSerializers.RECORDS,
                                new ConversationRecorder())
                        .uid("record-conversations");
        return Optional.of(
                records.keyBy(ConversationRecords::bucket, Types.INT)
                        .process(
                                new ConversationJoin(rules()), ConversationSerializers.CONVERSATION)
                        .name("join conversations")
                        .uid("join-conversations"));
    }

    private ConversationRules rules() {
        return new ConversationRules(
                configuration.gap(),
                configuration.linger(),
                configuration.longest(),
                configuration.update(),
                configuration.open() / ConversationRecords.BUCKETS);
    }
}
