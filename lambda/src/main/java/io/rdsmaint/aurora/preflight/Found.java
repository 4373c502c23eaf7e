package io.rdsmaint.aurora.preflight;

import io.rdsmaint.engine.Finding;
import java.util.ArrayList;
import java.util.List;

/** Takes down what one check finds. Each finding tells the value observed with its limit, and what to do. */
public final class Found {
    private final String code;
    private final List<Finding> all = new ArrayList<>();

    /** Nothing yet, of the check of that code. */
    Found(String code) {
        this.code = code;
    }

    /** The operation would fail or do harm. */
    public void refuse(String observed, String wayOut) {
        all.add(new Finding(code, Finding.Severity.REFUSE, observed, wayOut));
    }

    /** Only the operator can decide. */
    public void ask(String observed, String wayOut) {
        ask(observed, wayOut, List.of());
    }

    /**
     * Only the operator can decide, and what they decide holds for the guards that would ask the same.
     *
     * @param keys by which the guards know what is accepted; see {@link io.rdsmaint.aurora.cluster.Subjects}
     */
    public void ask(String observed, String wayOut, List<String> keys) {
        all.add(new Finding(code, Finding.Severity.ASK, observed, wayOut, keys));
    }

    /** The operator can mend it, and decides whether to: {@code continue} goes on once it is seen to be mended. */
    void askToMend(String observed, String wayOut) {
        all.add(new Finding(code, Finding.Severity.ASK, observed, wayOut, List.of(), true));
    }

    /** Worth knowing. */
    public void warn(String observed, String wayOut) {
        all.add(new Finding(code, Finding.Severity.WARN, observed, wayOut));
    }

    /** All of it. */
    public List<Finding> all() {
        return List.copyOf(all);
    }
}
