/**
 * Conversations: the records of one long flow, and of both of its directions, joined to one.
 *
 * <p>{@link io.weir.operators.conversations.ConversationRecorder} turns flows into compact records
 * in their chain, {@link io.weir.operators.conversations.ConversationJoin} joins them in 64 fixed
 * buckets of conversations.
 */
package io.weir.operators.conversations;
