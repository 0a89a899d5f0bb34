package io.weir.job.elasticsearch.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.job.elasticsearch.DeadLetter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes bulk requests that delete. Their items are one line each. */
final class Removals {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Removals() {}

    /** Deletes the letters themselves. */
    static Bulk of(List<DeadLetter> letters) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int[] starts = new int[letters.size() + 1];
        for (int item = 0; item < letters.size(); item++) {
            ObjectNode action = JSON.createObjectNode();
            action.putObject("delete")
                    .put("_index", letters.get(item).box())
                    .put("_id", letters.get(item).id());
            body.writeBytes((action + "\n").getBytes(StandardCharsets.UTF_8));
            starts[item + 1] = body.size();
        }
        return new Bulk(body.toByteArray(), starts);
    }
}
