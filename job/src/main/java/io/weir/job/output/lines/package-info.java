/** Streams as lines of JSON: in files, and on standard output. */
package io.weir.job.output.lines;
