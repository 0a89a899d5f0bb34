/** How folders are kept to one user at a time. */
package io.weir.job.lock;
