/**
 * Ids that others can compute too, or that stay the same when a record comes again: Community ID,
 * the id of the record, the id of the conversation.
 */
package io.weir.operators.enrich.ids;
