package io.weir.job.elasticsearch.bulk;

import java.nio.charset.StandardCharsets;

/** Requests to keep. */
final class TestBulks {

    private TestBulks() {}

    /** A request of so many documents, the text of which is in each. */
    static Bulk of(String text, int documents) {
        BulkBuilder builder = new BulkBuilder();
        for (int document = 0; document < documents; document++) {
            builder.add(
                    "weir",
                    ("{\"t\":\"" + text + "\",\"n\":" + document + "}")
                            .getBytes(StandardCharsets.UTF_8));
        }
        return builder.build();
    }

    static String text(Bulk bulk) {
        return bulk.document(0).split("\"", -1)[3];
    }
}
