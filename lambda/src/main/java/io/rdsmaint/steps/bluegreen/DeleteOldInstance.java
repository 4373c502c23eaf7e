package io.rdsmaint.steps.bluegreen;

import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.rds.Instance;
import io.rdsmaint.steps.Careful;
import io.rdsmaint.steps.Json;
import io.rdsmaint.steps.Observer;
import io.rdsmaint.steps.Troubles;
import java.util.List;
import java.util.Optional;

/** H49. Goal: an instance that was in production before the switchover is gone. */
public final class DeleteOldInstance implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "delete_old_instance";

    private final Observer observer;
    private final OldSide old;

    public DeleteOldInstance(Observer observer, Careful careful) {
        this.observer = observer;
        this.old = new OldSide(observer, careful);
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        String original = run.parameters().path("instance").asText();
        Optional<Resource> written = old.side(run).instance(original);
        if (written.isEmpty()) {
            return unknown(run, original);
        }
        Optional<Instance> found = old.instance(run, written.get());
        if (found.isEmpty()) {
            return Outcome.done(Json.object()
                    .put("instance", written.get().id())
                    .put("resource_id", written.get().resourceId()));
        }
        Instance instance = found.get();
        if (instance.leaves()) {
            run.sign(instance.id() + " is " + instance.status());
            return Outcome.underWay(instance.id() + " to be deleted");
        }
        return old.changeInstance(
                run,
                written.get(),
                instance,
                "DeleteDBInstance " + instance.id() + " (" + instance.resourceId() + ")",
                intent -> observer.world(run.operation().target()).rds().deleteInstance(intent, instance.id()));
    }

    /** It was gone by the end of the switchover already, or became part of something else. */
    private Outcome unknown(StepRun run, String original) {
        if (run.answer().filter(a -> Careful.ACCEPT.equals(a.choice())).isPresent()) {
            return Outcome.done(Json.object().put("instance", original).put("unknown", true));
        }
        Outcome.Asking asking = (Outcome.Asking) Troubles.ask(
                run,
                "it is not known what became of the instance that was " + original + " before the switchover.",
                "written down at the switchover: "
                        + old.side(run).instances().stream()
                                .map(i -> i.original() + " is now " + i.id())
                                .toList(),
                "look again",
                List.of());
        return new Outcome.Asking(
                asking.question().withChoice(Careful.ACCEPT, "go on; nothing is deleted for " + original, false));
    }
}
