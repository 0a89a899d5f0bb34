/**
 * What flows need beyond copying elements to fields: exporters say the same in many ways. Which
 * element fills which field stands in {@code template/flow-fields.txt}; here is what has to look at
 * more than one field of a flow, or to take a value apart.
 */
package io.weir.codec.normalise;
