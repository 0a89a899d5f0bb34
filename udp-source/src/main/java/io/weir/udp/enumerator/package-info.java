/** The coordinator's side of the source: who listens where. */
package io.weir.udp.enumerator;
