/**
 * Data files that the job reads while it runs: read once per process, shared by all subtasks, and
 * swapped without a restart when they change on disk. {@link
 * io.weir.operators.enrich.file.WatchedFile} is the entry point.
 */
package io.weir.operators.enrich.file;
