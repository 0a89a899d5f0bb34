/** The inventory of exporters: what each sent per minute, and what else is to be told of it. */
package io.weir.operators.exporters;
