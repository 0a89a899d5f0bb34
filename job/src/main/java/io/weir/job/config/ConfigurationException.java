package io.weir.job.config;

import java.util.List;

/** The configuration is wrong. Holds everything that is wrong with it, one sentence each. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final List<String> errors;

    /**
     * @param errors at least one; each names the key, the value and the cure
     */
    public ConfigurationException(List<String> errors) {
        super(String.join("\n", errors));
        this.errors = List.copyOf(errors);
    }

    public List<String> errors() {
        return errors;
    }
}
