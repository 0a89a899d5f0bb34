/** The whole job between real exporters and a real Elasticsearch. */
package io.weir.job.end2end;
