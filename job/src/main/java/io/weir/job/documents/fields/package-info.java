/**
 * The fields of the flow document, one class per family: what each is called, its type in
 * Elasticsearch, where it comes from and what it means. The index template and the reference page
 * are made from them, and documents are written with them.
 */
package io.weir.job.documents.fields;
