/**
 * Who asked whom, by what flows say and by what earlier flows of the same exporter taught: which
 * addresses and ports are servers.
 */
package io.weir.codec.listeners;
