/** What {@code weir check} tries: whether this machine and the endpoints are ready for the job. */
package io.weir.job.check;
