package io.weir.job.elasticsearch.bulk;

import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.elasticsearch.DeadLetter;
import io.weir.job.elasticsearch.DeadLetterBox;
import io.weir.job.elasticsearch.ElasticsearchException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Sends rejected documents again to where they were to go, and takes the letters of those out that
 * Elasticsearch took. It may be interrupted at any moment and begun again: a document has the same
 * id each time, and a letter is taken out only when its document is there.
 */
public final class DeadLetterReplay {

    private static final int BATCH = 500;
    private static final String NOT_REMOVED =
            "letters of documents that were taken are still there: ";

    private final ElasticsearchConfiguration configuration;
    private final DeadLetterBox box;

    public DeadLetterReplay(ElasticsearchConfiguration configuration, DeadLetterBox box) {
        this.configuration = configuration;
        this.box = box;
    }

    /**
     * Sends all letters that are there now, the oldest first.
     *
     * @param reason words that stand in this order in the reason of the letters
     * @param stopped is asked after each batch whether to end early
     */
    public ReplayTally replay(Optional<String> reason, BooleanSupplier stopped)
            throws ElasticsearchException, InterruptedException {
        ReplayTally tally = new ReplayTally();
        DeadLetterBox.Reading reading = box.oldestFirst(reason, BATCH);
        try (BulkClient client = BulkClient.open(configuration)) {
            List<DeadLetter> letters = reading.next();
            while (!letters.isEmpty() && !tally.isCutShort()) {
                remove(client, send(client, letters, tally), tally);
                if (stopped.getAsBoolean()) {
                    tally.cutShort("stopped");
                } else {
                    letters = reading.next();
                }
            }
        } finally {
            reading.close();
        }
        return tally;
    }

    /** Gives those that were taken. */
    private static List<DeadLetter> send(
            BulkClient client, List<DeadLetter> letters, ReplayTally tally)
            throws InterruptedException {
        List<DeadLetter> complete = new ArrayList<>();
        for (DeadLetter letter : letters) {
            if (letter.isComplete()) {
                complete.add(letter);
            } else {
                tally.rejected("the letter does not say what to write where");
            }
        }
        List<DeadLetter> taken = new ArrayList<>();
        if (!complete.isEmpty()) {
            send(client, complete, tally, taken);
        }
        return taken;
    }

    private static void send(
            BulkClient client, List<DeadLetter> letters, ReplayTally tally, List<DeadLetter> taken)
            throws InterruptedException {
        BulkOutcome outcome = outcome(client, bulk(letters));
        if (outcome instanceof BulkOutcome.Written) {
            taken.addAll(letters);
            tally.taken(letters.size());
        } else if (outcome instanceof BulkOutcome.Mixed mixed) {
            for (int item = 0; item < letters.size(); item++) {
                settle(letters.get(item), mixed.items().get(item), tally, taken);
            }
        } else if (outcome instanceof BulkOutcome.Unavailable unavailable) {
            tally.cutShort(unavailable.reason());
        } else if (outcome instanceof BulkOutcome.Refused refused) {
            if (letters.size() == 1) {
                tally.rejected(refused.reason());
                return;
            }
            int middle = letters.size() / 2;
            send(client, letters.subList(0, middle), tally, taken);
            if (!tally.isCutShort()) {
                send(client, letters.subList(middle, letters.size()), tally, taken);
            }
        }
    }

    private static void settle(
            DeadLetter letter, BulkOutcome.Item item, ReplayTally tally, List<DeadLetter> taken) {
        switch (item.verdict()) {
            case WRITTEN, OUTDATED -> {
                taken.add(letter);
                tally.taken(1);
            }
            case RETRY, REJECTED -> tally.rejected(item.reason());
        }
    }

    /** One that is gone already is as good as removed. */
    private static void remove(BulkClient client, List<DeadLetter> letters, ReplayTally tally)
            throws InterruptedException {
        if (letters.isEmpty()) {
            return;
        }
        BulkOutcome outcome = outcome(client, Removals.of(letters));
        if (outcome instanceof BulkOutcome.Mixed mixed) {
            mixed.items().stream()
                    .map(BulkOutcome.Item::reason)
                    .filter(reason -> !reason.isEmpty())
                    .findFirst()
                    .ifPresent(reason -> tally.cutShort(NOT_REMOVED + reason));
        } else if (outcome instanceof BulkOutcome.Unavailable unavailable) {
            tally.cutShort(NOT_REMOVED + unavailable.reason());
        } else if (outcome instanceof BulkOutcome.Refused refused) {
            tally.cutShort(NOT_REMOVED + refused.reason());
        }
    }

    private static Bulk bulk(List<DeadLetter> letters) {
        BulkBuilder builder = new BulkBuilder();
        for (DeadLetter letter : letters) {
            byte[] document = letter.document().getBytes(StandardCharsets.UTF_8);
            if (letter.version() < 0) {
                builder.add(letter.index(), letter.documentId(), document);
            } else {
                builder.add(letter.index(), letter.documentId(), letter.version(), document);
            }
        }
        return builder.build();
    }

    private static BulkOutcome outcome(BulkClient client, Bulk bulk) throws InterruptedException {
        CompletableFuture<BulkOutcome> outcome = new CompletableFuture<>();
        client.send(bulk, outcome::complete);
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A bulk request ended without an outcome.", e);
        }
    }
}
