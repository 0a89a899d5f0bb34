package io.weir.job.config;

import io.weir.operators.enrich.networks.Networks;
import io.weir.operators.enrich.networks.NetworksSource;
import io.weir.operators.enrich.prefix.AddressRange;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * The operator's own networks.
 *
 * @param file the file with their labels; null if there is none
 * @param internal the addresses that are inside besides, as text
 */
public record NetworksConfiguration(@Nullable String file, List<String> internal)
        implements Serializable {

    static final Key<String> FILE =
            Key.withoutDefault(
                    "networks.file",
                    ValueType.text(),
                    "File on each host that runs the job with the operator's networks and what they"
                            + " are called, CSV or YAML; read again when it changes.");

    static final Key<List<String>> INTERNAL =
            Key.of(
                    "networks.internal",
                    ValueType.listOf(ValueType.addressRange()),
                    String.join(", ", Networks.PRIVATE_RANGES),
                    "Addresses that are inside, besides the networks of the file: they decide"
                            + " whether a flow is inbound, outbound, internal or external.");

    static final List<Key<?>> KEYS = List.of(FILE, INTERNAL);

    static NetworksConfiguration from(Settings settings) {
        return new NetworksConfiguration(settings.get(FILE), settings.get(INTERNAL));
    }

    /** Where they are read from; empty if there is no file. */
    public Optional<NetworksSource> source() {
        return Optional.ofNullable(file).map(path -> new NetworksSource(path, internal));
    }

    /** The addresses that are inside besides the networks of the file. */
    public List<AddressRange> internalRanges() {
        return internal.stream().map(AddressRange::parse).toList();
    }
}
