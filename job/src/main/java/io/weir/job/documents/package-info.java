/** What Weir writes: flows, rollups, Top-N, alerts and exporters as ECS documents in JSON. */
package io.weir.job.documents;
