/**
 * The registry of information elements: by name, type and semantics what the fields of templates
 * mean (RFC 7012, RFC 3954 §8, and the enterprises' own).
 */
package io.weir.codec.element;
