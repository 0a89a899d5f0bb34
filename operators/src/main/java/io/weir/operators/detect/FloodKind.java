package io.weir.operators.detect;

/** What a flood is made of: each is counted by itself. */
enum FloodKind {
    SYN(1),
    UDP(2),
    ICMP(3),
    FRAGMENT(4);

    private final int scope;

    FloodKind(int scope) {
        this.scope = scope;
    }

    /** What suspects say for it, in savepoints too: must not change. */
    int scope() {
        return scope;
    }

    /**
     * The kind of a scope.
     *
     * @throws IllegalArgumentException if there is none
     */
    static FloodKind ofScope(int scope) {
        return switch (scope) {
            case 1 -> SYN;
            case 2 -> UDP;
            case 3 -> ICMP;
            case 4 -> FRAGMENT;
            default -> throw new IllegalArgumentException("No kind of flood has scope " + scope);
        };
    }
}
