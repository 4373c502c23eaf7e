package io.rdsmaint.restore.step;

import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Sight;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import java.util.Optional;

/** A kind of step that works on rows of the copy: a rollback removes the copy with all of them, so nothing else is brought back or left. */
record InTheCopy(StepKind kind) implements StepKind {
    @Override
    public String action() {
        return kind.action();
    }

    @Override
    public Outcome advance(StepRun run) {
        return kind.advance(run);
    }

    @Override
    public Optional<Sight> sight(StepRun run) {
        return kind.sight(run);
    }

    @Override
    public Optional<String> mustFinish() {
        return kind.mustFinish();
    }
}
