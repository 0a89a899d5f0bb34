/** How failures of other systems are outlasted. */
package io.weir.job.retry;
