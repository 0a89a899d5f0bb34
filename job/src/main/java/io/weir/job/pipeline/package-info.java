/** The graph of the job. */
package io.weir.job.pipeline;
