package io.weir.operators.detect;

import java.util.function.Consumer;
import javax.annotation.Nullable;

/**
 * Flows of one source that look like those of a signature, to many hosts: a single one of that look
 * means nothing. Each signature is a rule of its own, {@code signature-NAME}, since title, severity
 * and technique are its own.
 */
public final class SignatureMatch implements Judgement {

    private static final long serialVersionUID = 1L;

    @Nullable private final String file;
    private final int hosts;

    private transient LiveSignatures signatures;

    /**
     * @param file the operator's signatures, null for those that come with Weir
     * @param hosts distinct hosts from which on it is a finding, 1 to {@link
     *     EvidenceWindow#MAX_ALIKE}
     */
    public SignatureMatch(@Nullable String file, int hosts) {
        this.file = file;
        this.hosts = hosts;
    }

    @Override
    public void open() {
        signatures = new LiveSignatures(file);
    }

    @Override
    public void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        added.observations().stream()
                .mapToInt(Observation::number)
                .distinct()
                .filter(number -> window.peersWith(number) >= hosts)
                .mapToObj(signatures.current()::ofNumber)
                .filter(signature -> signature != null) // was taken out of the file since
                .forEach(signature -> findings.accept(window.finding(signature, added)));
    }

    @Override
    public void close() {
        if (signatures != null) {
            signatures.close();
        }
    }
}
