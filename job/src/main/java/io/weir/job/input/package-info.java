/** Where datagrams come from: sockets, captures. */
package io.weir.job.input;
