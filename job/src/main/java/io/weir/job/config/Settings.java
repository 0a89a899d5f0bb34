package io.weir.job.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What was given for each key, by the one source that goes before the others: the command line,
 * then the environment, then the file. Gathers what is wrong instead of stopping at the first.
 */
final class Settings {

    /** Variables that Kubernetes puts into each pod for a service named weir-something. */
    private static final Pattern KUBERNETES_SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\\d+_(TCP|UDP|SCTP).*)?)");

    private static final Pattern START_OF_KEY = Pattern.compile("[a-z0-9.-]*");
    private static final Pattern USER_IN_URL = Pattern.compile("//[^/@]*@");
    private static final int EDITS_OF_A_MISSPELLING = 2;

    private final Map<String, Key<?>> keys;
    private final Map<String, Setting> given = new HashMap<>();
    private final List<String> errors = new ArrayList<>();

    private Settings(List<Key<?>> keys) {
        this.keys =
                keys.stream()
                        .collect(
                                Collectors.toMap(
                                        Key::name,
                                        Function.identity(),
                                        (first, second) -> {
                                            throw new IllegalStateException(
                                                    first.name() + " is declared twice.");
                                        },
                                        LinkedHashMap::new));
    }

    static Settings gather(
            List<Key<?>> keys,
            Optional<Path> file,
            List<String> assignments,
            Map<String, String> environment) {
        Settings settings = new Settings(keys);
        file.ifPresent(settings::takeFile);
        settings.takeEnvironment(environment);
        settings.takeAssignments(assignments);
        return settings;
    }

    /** The values of a key; none if it was not given and has no default. */
    <T> List<T> getAll(Key<List<T>> key) {
        List<T> values = get(key);
        return values == null ? List.of() : List.copyOf(values);
    }

    /** The value of a key; its default, null if there is none, if it was not given or is wrong. */
    <T> T get(Key<T> key) {
        Setting setting = given.get(key.name());
        if (setting == null) {
            return key.defaultValue();
        }
        Optional<T> value = key.type().parse(setting.text());
        if (value.isEmpty()) {
            errors.add(
                    String.format(
                            "%s: %s is not allowed (%s); allowed: %s.",
                            key.name(),
                            shown(key, setting),
                            setting.origin(),
                            key.type().allowed()));
        }
        return value.orElseGet(key::defaultValue);
    }

    boolean isGiven(Key<?> key) {
        return given.containsKey(key.name());
    }

    /** Reports values that are wrong together. */
    void refuse(String error) {
        errors.add(error);
    }

    /**
     * @throws ConfigurationException if anything was wrong
     */
    void throwIfWrong() {
        if (!errors.isEmpty()) {
            throw new ConfigurationException(errors);
        }
    }

    private void takeFile(Path file) {
        for (Setting setting : YamlSettings.read(file, errors)) {
            Setting earlier = given.get(setting.key());
            if (earlier != null) {
                errors.add(
                        String.format(
                                "%s: is given twice (%s and %s); keep one.",
                                setting.key(), earlier.origin(), setting.origin()));
            }
            take(setting);
        }
    }

    private void takeEnvironment(Map<String, String> environment) {
        Map<String, String> names =
                keys.values().stream().collect(Collectors.toMap(Key::variable, Key::name));
        new TreeMap<>(environment)
                .forEach(
                        (variable, text) -> {
                            if (names.containsKey(variable)) {
                                take(
                                        new Setting(
                                                names.get(variable), text, "variable " + variable));
                            } else if (isMeantForUs(variable)) {
                                errors.add(
                                        String.format(
                                                "%s: there is no such variable; the nearest is %s.",
                                                variable,
                                                NearestName.to(variable, names.keySet())));
                            }
                        });
    }

    /**
     * Whether a variable that sets no key was probably meant to. Others may begin with our prefix,
     * too: the launcher's own, and those that Kubernetes makes.
     */
    private boolean isMeantForUs(String variable) {
        return variable.startsWith(Key.VARIABLE_PREFIX)
                && !KUBERNETES_SERVICE_LINK.matcher(variable).matches()
                && keys.values().stream()
                        .anyMatch(
                                key ->
                                        variable.startsWith(key.variablesOfSection())
                                                || NearestName.distance(variable, key.variable())
                                                        <= EDITS_OF_A_MISSPELLING);
    }

    private void takeAssignments(List<String> assignments) {
        for (String assignment : assignments) {
            int equalsSign = assignment.indexOf('=');
            if (equalsSign > 0) {
                String key = assignment.substring(0, equalsSign).strip();
                take(new Setting(key, assignment.substring(equalsSign + 1), "--set"));
            } else {
                var key = START_OF_KEY.matcher(assignment);
                errors.add(
                        String.format(
                                "--set %s: there is no '='; write --set KEY=VALUE.",
                                key.lookingAt() ? key.group() : ""));
            }
        }
    }

    private void take(Setting setting) {
        if (keys.containsKey(setting.key())) {
            given.put(setting.key(), setting);
        } else {
            refuseUnknown(setting);
        }
    }

    private void refuseUnknown(Setting setting) {
        String inSection =
                keys.keySet().stream()
                        .filter(name -> name.startsWith(setting.key() + "."))
                        .collect(Collectors.joining(", "));
        if (inSection.isEmpty()) {
            errors.add(
                    String.format(
                            "%s: there is no such key (%s); the nearest is %s.",
                            setting.key(),
                            setting.origin(),
                            NearestName.to(setting.key(), keys.keySet())));
        } else if (!setting.text().isEmpty()) {
            errors.add(
                    String.format(
                            "%s: takes no value itself (%s); the keys in it are %s.",
                            setting.key(), setting.origin(), inSection));
        }
    }

    private static String shown(Key<?> key, Setting setting) {
        if (key.type().secret()) {
            return "the value";
        }
        return "'" + USER_IN_URL.matcher(setting.text()).replaceAll("//(secret)@") + "'";
    }
}
