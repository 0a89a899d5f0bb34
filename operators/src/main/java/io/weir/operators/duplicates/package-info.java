/**
 * Lets a flow that several observation points report count once.
 *
 * <pre>
 * decode ─ split by conversation ─ keyBy bucket ─ suppress duplicates ─ enrich
 * </pre>
 *
 * <p>Nothing is dropped: what another observation point reports already is marked ({@link
 * io.weir.codec.flow.FlowField#DUPLICATE_WAYS}) and left out of sums.
 */
package io.weir.operators.duplicates;
