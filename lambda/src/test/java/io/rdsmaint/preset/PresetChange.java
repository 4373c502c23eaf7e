package io.rdsmaint.preset;

import io.rdsmaint.engine.Target;
import io.rdsmaint.kit.Precondition;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.preset.Presets.Preset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is about to be made, and what was seen of it right before. */
record PresetChange(Target target, Optional<Preset> seen) {
    /** Nobody else's preset has the name; one that is being removed is waited for. */
    static final Precondition<PresetChange> NAME_FREE =
            Precondition.of("nameFree", change -> change.seen().map(preset -> taken(change.target(), preset)));

    private static Violation taken(Target target, Preset preset) {
        return new Violation.Grace(
                new Violation.Retry("the name " + preset.name() + " to be free", 20),
                Duration.ofMinutes(2),
                new Violation.NeedsApproval(
                        PresetQuestion.NAME_TAKEN,
                        "NAME_TAKEN",
                        Violation.Choices.LOOK_AGAIN,
                        "Somebody else made a preset of this name.",
                        preset.arn() + " made by " + preset.madeBy().orElse("somebody"),
                        List.of(PresetFamily.show(target))));
    }
}
