/** What the source hands between its enumerator, its readers and a checkpoint. */
package io.weir.udp.split;
