/**
 * Names of the numbers in flows. Three kinds:
 *
 * <ul>
 *   <li>What registries assign, in tables that come with Weir: {@link
 *       io.weir.operators.enrich.names.Registry} for all small ones, {@link
 *       io.weir.operators.enrich.names.Services} for ports.
 *   <li>What the operator tells, in files: applications, interfaces, sampling intervals, VLANs and
 *       vendors of MAC addresses. Each class here that has a {@code load} is such a file; a line
 *       that is wrong is left out and told of in its report. ElastiFlow 4's user settings are read
 *       as they are.
 *   <li>What exporters tell in options records: not here, it is in the flows already.
 * </ul>
 *
 * <p>Tables hold facts only, taken from the registry or RFC that stands at the head of each file.
 * Look-ups allocate nothing; those that a flow needs on its way give an int id, of which a sink
 * makes the name by the same table.
 */
package io.weir.operators.enrich.names;
