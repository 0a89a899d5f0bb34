package io.weir.job.config;

import io.weir.job.config.KeysByLabel.LabelledKey;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private final KeysByLabel keysByLabel;
    private final Map<String, Setting> given;

    /** Each once, though settings for a label are read with those for all. */
    private final Set<String> errors;

    private Settings(List<Key<?>> keys, KeysByLabel keysByLabel) {
        this.keysByLabel = keysByLabel;
        given = new HashMap<>();
        errors = new LinkedHashSet<>();
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

    private Settings(Settings all, Map<String, Setting> given) {
        keys = all.keys;
        keysByLabel = all.keysByLabel;
        errors = all.errors;
        this.given = given;
    }

    static Settings gather(
            List<Key<?>> keys,
            KeysByLabel keysByLabel,
            Optional<Path> file,
            List<String> assignments,
            Map<String, String> environment) {
        Settings settings = new Settings(keys, keysByLabel);
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
                            setting.key(),
                            shown(key, setting),
                            setting.origin(),
                            key.type().allowed()));
        }
        return value.orElseGet(key::defaultValue);
    }

    /** The labels that keys were given for, in order. */
    NavigableSet<String> labels() {
        return given.keySet().stream()
                .flatMap(name -> keysByLabel.find(name).stream())
                .map(LabelledKey::label)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The settings for a label: where it has none of its own, those for all. */
    Settings forLabel(String label) {
        Map<String, Setting> own = new HashMap<>(given);
        for (Key<?> key : keysByLabel.keys()) {
            Setting setting = given.get(keysByLabel.nameOf(label, key.name()));
            if (setting != null) {
                own.put(key.name(), setting);
            }
        }
        return new Settings(this, own);
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
            throw new ConfigurationException(List.copyOf(errors));
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
                            } else if (variable.startsWith(keysByLabel.variablePrefix())) {
                                errors.add(
                                        String.format(
                                                "%s: no variable can name a %s; write %s in the"
                                                        + " file, or use --set.",
                                                variable,
                                                keysByLabel.labelled(),
                                                keysByLabel.name()));
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
        if (keys.containsKey(setting.key()) || keysByLabel.find(setting.key()).isPresent()) {
            given.put(setting.key(), setting);
        } else {
            refuseUnknown(setting);
        }
    }

    private void refuseUnknown(Setting setting) {
        Optional<String> forAll = keysByLabel.withoutLabel(setting.key(), keys.keySet());
        if (forAll.isPresent()) {
            errors.add(
                    String.format(
                            "%s: cannot differ by %s (%s); set %s, which holds for all.",
                            setting.key(), keysByLabel.labelled(), setting.origin(), forAll.get()));
            return;
        }
        List<String> names = namesNear(setting.key());
        String inSection =
                names.stream()
                        .filter(name -> name.startsWith(setting.key() + "."))
                        .collect(Collectors.joining(", "));
        if (inSection.isEmpty()) {
            errors.add(
                    String.format(
                            "%s: there is no such key (%s); the nearest is %s.",
                            setting.key(), setting.origin(), NearestName.to(setting.key(), names)));
        } else if (!setting.text().isEmpty()) {
            errors.add(
                    String.format(
                            "%s: takes no value itself (%s); the keys in it are %s.",
                            setting.key(), setting.origin(), inSection));
        }
    }

    /** What may have been meant by a name that is no key's. */
    private List<String> namesNear(String unknown) {
        Optional<String> label = keysByLabel.labelIn(unknown);
        if (label.isPresent()) {
            return keysByLabel.namesOf(label.get());
        }
        return keysByLabel.isMeantBy(unknown)
                ? keysByLabel.namesOfAny()
                : Stream.concat(keys.keySet().stream(), keysByLabel.namesOfAny().stream()).toList();
    }

    private static String shown(Key<?> key, Setting setting) {
        if (key.type().secret()) {
            return "the value";
        }
        return "'" + USER_IN_URL.matcher(setting.text()).replaceAll("//(secret)@") + "'";
    }
}
