/**
 * What is added to flows from outside of them, in a package for each source; {@link
 * io.weir.operators.enrich.file} keeps the files that it comes from.
 */
package io.weir.operators.enrich;
