/** Sends the datagrams of captures again. */
package io.weir.job.replay;
