/** Text files as operators and publishers of lists write them. */
package io.weir.operators.enrich.text;
