package io.weir.operators.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SightingsTest {

    private static final int ROWS = 20;

    private record Sighting(long value, int row) {}

    private final Sightings sightings = new Sightings();

    @Property(tries = 50)
    void whatARowSeesForTheFirstTimeIsKept(@ForAll Random random) {
        Sightings all = new Sightings();
        Set<Sighting> known = new HashSet<>();
        for (int batch = 0; batch < 100; batch++) {
            Set<Sighting> unknown = new HashSet<>();
            for (int i = 0; i < Sightings.MOST; i++) {
                Sighting sighting = new Sighting(random.nextInt(5_000), random.nextInt(ROWS));
                all.add(sighting.value(), sighting.row());
                if (known.add(sighting)) {
                    unknown.add(sighting);
                }
            }
            assertThat(retained(all)).containsAll(unknown);
        }
    }

    @Test
    void whatARowHasJustSeenIsDropped() {
        sightings.add(443, 1);
        sightings.add(80, 1);
        assertThat(retained(sightings)).hasSize(2);

        sightings.add(443, 1);
        sightings.add(80, 1);
        sightings.add(80, 2);
        assertThat(retained(sightings)).containsExactly(new Sighting(80, 2));
    }

    @Test
    void rowsThatAreNewHaveSeenNothing() {
        sightings.add(443, 1);
        retained(sightings);
        sightings.renewRows(ROWS);

        sightings.add(443, 1);
        assertThat(retained(sightings)).containsExactly(new Sighting(443, 1));
    }

    private static List<Sighting> retained(Sightings sightings) {
        sightings.retainNew();
        List<Sighting> retained = new ArrayList<>();
        for (int i = 0; i < sightings.count(); i++) {
            retained.add(new Sighting(sightings.value(i), sightings.row(i)));
        }
        sightings.clear();
        return retained;
    }
}
