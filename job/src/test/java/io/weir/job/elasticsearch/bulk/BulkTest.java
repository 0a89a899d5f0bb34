package io.weir.job.elasticsearch.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BulkTest {

    private final BulkBuilder builder = new BulkBuilder();

    @Test
    void isTheBodyOfARequest() {
        builder.add("weir-flows-2026.01.01", json("{\"a\":1}   "), 7);
        builder.add("weir-topn-2026.01.01", "x/\"1\"", json("{\"b\":2}"), 7);
        builder.add("weir-alerts-2026.01.01", "y", 7, json("{\"c\":\"ü\"}"));

        assertThat(new String(builder.build().body(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"index":{"_index":"weir-flows-2026.01.01"}}
                        {"a":1}
                        {"index":{"_index":"weir-topn-2026.01.01","_id":"x/\\"1\\""}}
                        {"b":2}
                        {"index":{"_index":"weir-alerts-2026.01.01","_id":"y",\
                        "version_type":"external_gte","version":7}}
                        {"c":"ü"}
                        """);
    }

    @Test
    void beginsAnewAfterEachRequest() {
        builder.add("one", json("{}"), 2);
        builder.build();
        assertThat(builder.items()).isZero();
        builder.add("two", json("{}"), 2);

        Bulk bulk = builder.build();

        assertThat(bulk.items()).isOne();
        assertThat(bulk.action(0)).isEqualTo("{\"index\":{\"_index\":\"two\"}}");
    }

    @Test
    void selectsItems() {
        Bulk bulk = numbered(5);

        Bulk selected = bulk.select(new int[] {4, 1});

        assertThat(selected.items()).isEqualTo(2);
        assertThat(selected.action(0)).isEqualTo("{\"index\":{\"_index\":\"i4\"}}");
        assertThat(selected.document(0)).isEqualTo("{\"n\":4}");
        assertThat(selected.document(1)).isEqualTo("{\"n\":1}");
        assertThat(bulk.part(2, 4).document(1)).isEqualTo("{\"n\":3}");
    }

    @Test
    void growsWithItsDocuments() {
        byte[] large = new byte[1_000_000];
        Arrays.fill(large, (byte) ' ');
        large[0] = '{';
        large[large.length - 1] = '}';
        builder.add("one", large, large.length);
        builder.add("one", large, large.length);

        assertThat(builder.bytes()).isGreaterThan(2_000_000);
        assertThat(builder.build().document(1)).hasSize(1_000_000);
    }

    @Test
    void survivesTheState() throws IOException {
        Bulk bulk = numbered(300);
        BulkSerializer serializer = new BulkSerializer();

        Bulk restored = serializer.deserialize(serializer.getVersion(), serializer.serialize(bulk));

        assertThat(restored.body()).isEqualTo(bulk.body());
        assertThat(restored.starts()).isEqualTo(bulk.starts());
    }

    @Test
    void refusesStateOfALaterVersionAndDamagedState() {
        BulkSerializer serializer = new BulkSerializer();
        byte[] state = serializer.serialize(numbered(3));

        assertThatThrownBy(() -> serializer.deserialize(2, state))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format version 2");
        assertThatThrownBy(() -> serializer.deserialize(1, Arrays.copyOf(state, state.length - 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }

    private Bulk numbered(int items) {
        for (int i = 0; i < items; i++) {
            byte[] json = json("{\"n\":" + i + "}");
            builder.add("i" + i, json, json.length);
        }
        return builder.build();
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
