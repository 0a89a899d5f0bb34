package io.weir.job.documents;

import io.weir.codec.IpAddress;
import io.weir.operators.exporters.ExporterMinute;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.exporters.ExporterSilence;
import io.weir.operators.exporters.ExporterView;
import io.weir.operators.exporters.OptionsRecord;
import io.weir.operators.exporters.ReceptionGap;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** The ids of documents of exporters: the exporter, and what the document is about. */
final class ExporterIds {

    /** Elasticsearch takes ids of up to 512 bytes; what precedes a scope has less than half. */
    private static final int LONGEST_SCOPE = 256;

    private ExporterIds() {}

    /**
     * The id of the document of a notice.
     *
     * @throws IllegalArgumentException for a part of a minute, which has none
     */
    static String of(ExporterNotice notice) {
        if (notice instanceof ExporterMinute minute) {
            return id(minute.exporter(), String.valueOf(minute.minuteMillis()));
        } else if (notice instanceof ExporterView view) {
            return view.exporter().toString();
        } else if (notice instanceof ExporterSilence silence) {
            return id(
                    silence.exporter(),
                    silence.change().name().toLowerCase(Locale.ROOT),
                    String.valueOf(silence.sinceMillis()));
        } else if (notice instanceof ReceptionGap gap) {
            return id(
                    gap.exporter(),
                    "gap",
                    String.valueOf(gap.session().port()),
                    String.valueOf(gap.fromMillis()));
        } else if (notice instanceof OptionsRecord options) {
            return id(
                    options.exporter(),
                    ExporterFields.nameOf(options.protocol()),
                    String.valueOf(options.domain()),
                    String.valueOf(options.template()),
                    options.kind(),
                    shortened(options.scope()));
        }
        throw new IllegalArgumentException("There is no document for " + notice + ".");
    }

    private static String shortened(String scope) {
        byte[] bytes = scope.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_SCOPE ? scope : UUID.nameUUIDFromBytes(bytes).toString();
    }

    private static String id(IpAddress exporter, String... parts) {
        return exporter + "/" + String.join("/", parts);
    }
}
