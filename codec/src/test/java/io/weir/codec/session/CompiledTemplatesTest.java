package io.weir.codec.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CompiledTemplatesTest {

    private static final int KEYS = 40;

    private final CompiledTemplates templates = new CompiledTemplates();

    @Test
    void hasNoEntryForKeysNeverPut() {
        templates.put(7, entry());

        assertThat(templates.get(8)).isNull();
        assertThat(templates.get(0)).isNull();
    }

    @Test
    void replacesTheEntryOfAKey() {
        TemplateCatalog.Entry second = entry();
        templates.put(7, entry());
        templates.put(7, second);

        assertThat(templates.get(7)).isSameAs(second);
    }

    /** Few keys, so that they collide and come back after they were removed. */
    @Property
    void holdsWhatAMapHolds(@ForAll List<@IntRange(min = -KEYS, max = KEYS) Integer> steps) {
        CompiledTemplates tested = new CompiledTemplates();
        Map<Long, TemplateCatalog.Entry> expected = new HashMap<>();
        for (int step : steps) {
            long key = Math.abs(step);
            if (step < 0) {
                tested.remove(key);
                expected.remove(key);
            } else {
                TemplateCatalog.Entry entry = entry();
                tested.put(key, entry);
                expected.put(key, entry);
            }
            for (long any = 0; any <= KEYS; any++) {
                assertThat(tested.get(any)).isSameAs(expected.get(any));
            }
        }
    }

    private static TemplateCatalog.Entry entry() {
        return new TemplateCatalog.Entry(null, null, null, null);
    }
}
