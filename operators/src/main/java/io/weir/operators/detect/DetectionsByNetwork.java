package io.weir.operators.detect;

import io.weir.operators.enrich.networks.NetworksSource;
import java.io.Serializable;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/**
 * The detections that run, by the network of the suspect. What is kept of a suspect does not depend
 * on it: detections of one kind count over the same window in all networks, so that a network may
 * get another name, or other bounds, at any time.
 */
public final class DetectionsByNetwork implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ByNetwork<EnumMap<EvidenceKind, Detection>> byNetwork;

    private DetectionsByNetwork(ByNetwork<EnumMap<EvidenceKind, Detection>> byNetwork) {
        this.byNetwork = byNetwork;
        Map<EvidenceKind, Duration> windows = new EnumMap<>(EvidenceKind.class);
        all().forEach(detection -> requireOneWindow(windows, detection));
    }

    /**
     * The same for all suspects.
     *
     * @param detections at most one of each kind of evidence
     */
    public static DetectionsByNetwork everywhere(List<Detection> detections) {
        return new DetectionsByNetwork(ByNetwork.everywhere(byKind(detections)));
    }

    /**
     * Different ones; those of one kind with one window.
     *
     * @param elsewhere where no network is named, at most one of each kind
     * @param named by names of networks, likewise
     * @param source of the networks; null if none is named
     */
    public static DetectionsByNetwork of(
            List<Detection> elsewhere,
            Map<String, List<Detection>> named,
            @Nullable NetworksSource source) {
        Map<String, EnumMap<EvidenceKind, Detection>> kinds = new HashMap<>();
        named.forEach((name, detections) -> kinds.put(name, byKind(detections)));
        return new DetectionsByNetwork(ByNetwork.of(byKind(elsewhere), kinds, source));
    }

    void open() {
        byNetwork.open();
        all().forEach(detection -> detection.judgement().open());
    }

    /** What a suspect is judged by; null where its kind of evidence is not looked at. */
    @Nullable
    Detection of(Suspect suspect) {
        return byNetwork.of(suspect.address()).get(suspect.kind());
    }

    void close() {
        byNetwork.close();
        all().forEach(detection -> detection.judgement().close());
    }

    private Stream<Detection> all() {
        return byNetwork.all().flatMap(detections -> detections.values().stream());
    }

    private static EnumMap<EvidenceKind, Detection> byKind(List<Detection> detections) {
        EnumMap<EvidenceKind, Detection> byKind = new EnumMap<>(EvidenceKind.class);
        detections.forEach(detection -> byKind.put(detection.kind(), detection));
        return byKind;
    }

    private static void requireOneWindow(Map<EvidenceKind, Duration> windows, Detection detection) {
        Duration other = windows.putIfAbsent(detection.kind(), detection.window());
        if (other != null && !other.equals(detection.window())) {
            throw new IllegalArgumentException(
                    detection.kind()
                            + " is counted over "
                            + other
                            + " in one network and over "
                            + detection.window()
                            + " in another.");
        }
    }
}
