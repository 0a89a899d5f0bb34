/** Where the streams of the pipeline go. */
package io.weir.job.output;
