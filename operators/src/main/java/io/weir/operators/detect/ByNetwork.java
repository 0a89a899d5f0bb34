package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.file.FileWatch;
import io.weir.operators.enrich.file.WatchedFile;
import io.weir.operators.enrich.networks.NetworkLabel;
import io.weir.operators.enrich.networks.Networks;
import io.weir.operators.enrich.networks.NetworksSource;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/**
 * What holds for hosts, by the name of the network that they are in. Networks are read again when
 * their file changes, which shows from the next look-up on. Where no network has anything of its
 * own, no file is opened.
 *
 * <p>Opened by each subtask for itself, and of one thread.
 *
 * @param <T> what holds; null where nothing does
 */
public final class ByNetwork<T extends Serializable> implements Serializable {

    private static final long serialVersionUID = 1L;

    @Nullable private final T elsewhere;
    private final HashMap<String, T> named;
    @Nullable private final NetworksSource source;

    @Nullable private transient WatchedFile<Networks> file;
    @Nullable private transient Networks networks;

    /** By id of the label in these networks. */
    private transient List<T> ofLabels;

    private ByNetwork(
            @Nullable T elsewhere, Map<String, T> named, @Nullable NetworksSource source) {
        this.elsewhere = elsewhere;
        this.named = new HashMap<>(named);
        this.source = source;
    }

    /** The same for all hosts. */
    public static <T extends Serializable> ByNetwork<T> everywhere(T all) {
        return new ByNetwork<>(all, Map.of(), null);
    }

    /**
     * Different ones.
     *
     * @param elsewhere where no network is named, null for nothing
     * @param named by names of networks, with null for nothing
     * @param source of the networks; null if none is named
     */
    public static <T extends Serializable> ByNetwork<T> of(
            @Nullable T elsewhere, Map<String, T> named, @Nullable NetworksSource source) {
        if (!named.isEmpty() && source == null) {
            throw new IllegalArgumentException(
                    "Networks are named, as " + named.keySet() + ", but there are none.");
        }
        return new ByNetwork<>(elsewhere, named, source);
    }

    /**
     * Opens the networks.
     *
     * @throws UncheckedIOException if their file cannot be used; the message names it and says why
     */
    void open() {
        open(FileWatch.ofProcess());
    }

    void open(FileWatch watch) {
        if (named.isEmpty()) {
            return;
        }
        try {
            file = source.open(watch);
        } catch (IOException e) {
            throw new UncheckedIOException("networks.file: " + e.getMessage(), e);
        }
    }

    /** What holds for a host. */
    @Nullable
    T of(IpAddress host) {
        if (file == null) {
            return elsewhere;
        }
        Networks now = file.current();
        if (now != networks) {
            networks = now;
            ofLabels = ofLabels(now);
        }
        return ofLabels.get(now.labelId(now.placeOf(host.high(), host.low())));
    }

    /** All that hold anywhere. */
    Stream<T> all() {
        return Stream.concat(Stream.of(elsewhere), named.values().stream())
                .filter(Objects::nonNull);
    }

    void close() {
        if (file != null) {
            file.close();
        }
    }

    private List<T> ofLabels(Networks now) {
        List<T> values = new ArrayList<>();
        values.add(elsewhere);
        for (int id = 1; id <= now.labels(); id++) {
            NetworkLabel label = now.label(id);
            values.add(named.getOrDefault(label.name(), elsewhere));
        }
        return values;
    }
}
