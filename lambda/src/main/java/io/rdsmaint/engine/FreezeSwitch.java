package io.rdsmaint.engine;

import java.util.Optional;

/**
 * Freezes and unfreezes the deployment. Both are safe to repeat: a request that got no answer is sent again. Nobody's freeze is
 * replaced by another one, so that whoever lifts it knows whose it is.
 */
final class FreezeSwitch {
    private final OperationStore store;

    FreezeSwitch(OperationStore store) {
        this.store = store;
    }

    /**
     * Freezes; says so.
     *
     * @throws InvalidRequest when another freeze is in force, or somebody changed it at this moment; nothing was changed
     */
    String freeze(Freeze wanted) {
        if (store.freeze(wanted)) {
            return said(wanted);
        }
        Freeze there = store.freeze().orElseThrow(() -> changed());
        if (!there.sameAs(wanted)) {
            throw new InvalidRequest("Operations are frozen already since " + there.since() + " by " + there.by() + ": "
                    + there.reason() + ". Nothing was changed; unfreeze first to give another reason.");
        }
        return said(there);
    }

    /**
     * Ends the freeze; says so.
     *
     * @throws InvalidRequest when somebody put another one in force at this moment; nothing was changed
     */
    String unfreeze() {
        Optional<Freeze> there = store.freeze();
        if (there.isEmpty()) {
            return "Nothing is frozen.";
        }
        boolean lifted = store.lift(there.get());
        if (!lifted && store.freeze().isPresent()) {
            throw changed();
        }
        return "The freeze since " + there.get().since() + " by " + there.get().by() + " is over ("
                + there.get().reason() + "). Operations go on within a minute.";
    }

    private static String said(Freeze freeze) {
        return "Frozen since " + freeze.since() + " by " + freeze.by() + ": " + freeze.reason()
                + ". No operation begins a step or makes a further call, except to finish what must not stay half done; what is "
                + "under way is followed until it has come to rest.";
    }

    private static InvalidRequest changed() {
        return new InvalidRequest(
                "Somebody else froze or unfroze at this very moment: look with status, and ask again");
    }
}
