/**
 * Tells receivers outside of alerts, one by one, so that none of them can hold up the job or
 * another receiver.
 *
 * <p>Each receiver has an {@link io.weir.job.delivery.Outbox} and one thread, its {@link
 * io.weir.job.delivery.Sender}, that hands what is in it to a {@link io.weir.job.delivery.Courier}.
 * What was not delivered is in the state of the {@link io.weir.job.delivery.DeliveryWriter}: a
 * checkpoint waits for nobody. A receiver may get the same alert twice; it knows it by its id.
 */
package io.weir.job.delivery;
