/** Protocol Buffers without objects for messages. */
package io.weir.job.documents.protobuf;
