package io.weir.operators.detect;

import java.util.function.Consumer;

/** Guesses at passwords, by who guesses and by the service whose passwords are guessed. */
public final class LoginGuessing implements Judgement {

    private static final long serialVersionUID = 1L;

    private final LoginBruteForce ofSource;
    private final DistributedBruteForce atService;

    public LoginGuessing(LoginBruteForce ofSource, DistributedBruteForce atService) {
        this.ofSource = ofSource;
        this.atService = atService;
    }

    @Override
    public void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        Judgement judgement = added.suspect().scope() == 0 ? ofSource : atService;
        judgement.judge(window, added, findings);
    }
}
