package io.weir.codec.template;

import java.util.List;

/**
 * What fills a field of the flow record where a template has it.
 *
 * @param sources one; or two, of which each record fills one where the template has both
 */
record FieldChoice(List<FieldSource> sources) {

    FieldChoice {
        sources = List.copyOf(sources);
    }
}
