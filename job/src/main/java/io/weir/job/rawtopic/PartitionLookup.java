package io.weir.job.rawtopic;

import io.weir.job.config.KafkaConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers: once when opened, which waits for the answer for some seconds, and from then on
 * in the background, so that partitions which are added become known.
 */
final class PartitionLookup implements PartitionCount {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionLookup.class);
    private static final long serialVersionUID = 1L;

    private final KafkaConfiguration kafka;

    private transient volatile int partitions;
    private transient KafkaTopics topics;
    private transient Thread background;

    PartitionLookup(KafkaConfiguration kafka) {
        this.kafka = kafka;
    }

    @Override
    public void open() {
        topics = KafkaTopics.connect(kafka);
        look();
        background = new Thread(this::lookAgainAndAgain, "raw-topic-partitions");
        background.setDaemon(true);
        background.start();
    }

    private void lookAgainAndAgain() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(kafka.partitionRefresh().toMillis());
                look();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            int found = topics.partitions(kafka.rawTopic());
            if (found != partitions) {
                LOG.info("The topic {} has {} partitions.", kafka.rawTopic(), found);
            }
            partitions = found;
        } catch (KafkaUnavailableException e) {
            LOG.warn("Heartbeats go to {} partitions as before: {}", partitions, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int current() {
        return partitions;
    }

    @Override
    public void close() {
        if (background != null) {
            background.interrupt();
        }
        if (topics != null) {
            topics.close();
        }
    }
}
