/** What the kernel tells of UDP sockets, and whose they are. */
package io.weir.udp.kernel;
