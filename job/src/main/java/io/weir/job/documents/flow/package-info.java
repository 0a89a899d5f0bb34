/**
 * Writes the flow document, a class for each family of its fields. {@link
 * io.weir.job.documents.flow.FlowDocument} puts them together.
 */
package io.weir.job.documents.flow;
