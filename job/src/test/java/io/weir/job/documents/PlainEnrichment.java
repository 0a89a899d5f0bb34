package io.weir.job.documents;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Enriches flows with nothing but what needs no file. */
public final class PlainEnrichment {

    private static final Enricher ENRICHER = open();

    private PlainEnrichment() {}

    /** Good until the next call. */
    public static EnrichedFlows of(FlowBatch batch) {
        return ENRICHER.enrich(batch);
    }

    private static Enricher open() {
        try {
            return Enricher.open(EnrichmentOptions.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
