/**
 * The clocks of an exporter: how far each is off, when its line cards started, and what times its
 * flows have in our own time.
 */
package io.weir.codec.clock;
