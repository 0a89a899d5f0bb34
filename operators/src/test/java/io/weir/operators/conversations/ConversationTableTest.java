package io.weir.operators.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ConversationTableTest {

    /** As long as a map of the same keys, through growing, shrinking and closing of holes. */
    @Property(tries = 50)
    void findsWhatIsThereAndNothingElse(@ForAll Random random) {
        ConversationTable table = new ConversationTable();
        Map<Integer, Long> expected = new HashMap<>();
        for (int step = 0; step < 2_000; step++) {
            boolean grows = step / 500 % 2 == 0;
            int number = random.nextInt(600);
            int row = table.find(key(number), 0);
            if (row == ConversationTable.NONE && (grows || random.nextInt(4) == 0)) {
                row = table.add(key(number), 0);
                table.set(row, ConversationTable.RECORDS, step);
                expected.put(number, (long) step);
            } else if (row != ConversationTable.NONE && (!grows || random.nextInt(4) == 0)) {
                table.remove(row);
                expected.remove(number);
            }
        }

        assertThat(table.size()).isEqualTo(expected.size());
        for (int number = 0; number < 600; number++) {
            int row = table.find(key(number), 0);
            if (expected.containsKey(number)) {
                assertThat(table.get(row, ConversationTable.RECORDS))
                        .isEqualTo(expected.get(number));
            } else {
                assertThat(row).isEqualTo(ConversationTable.NONE);
            }
        }
    }

    @Property(tries = 20)
    void spreadsKeysOverAllBuckets(@ForAll Random random) {
        int[] counts = new int[ConversationRecords.BUCKETS];
        int first = random.nextInt(1 << 20);
        for (int number = first; number < first + 6_400; number++) {
            counts[ConversationRecords.bucketOf(RecordLayout.hash(key(number), 0))]++;
        }

        List<Integer> all = new ArrayList<>();
        for (int count : counts) {
            all.add(count);
        }
        assertThat(all).allMatch(count -> count > 40 && count < 200);
    }

    private static long[] key(int number) {
        return new long[] {
            0,
            0xffff_0a00_0000L + number,
            0,
            0xffff_c633_6407L,
            (6L << 32) | 443,
            0,
            0xffff_c000_0201L
        };
    }
}
