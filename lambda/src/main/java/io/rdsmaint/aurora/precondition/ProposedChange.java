package io.rdsmaint.aurora.precondition;

import io.rdsmaint.kit.Violation;
import java.util.List;

/** What a step is about to do to the cluster, as far as guards care. */
public sealed interface ProposedChange {

    /** What a change does to the service of instances. */
    enum Impact {
        /** Nothing. */
        NONE,
        /** The service of an instance, or the number of instances, changes. */
        DISTURBS,
        /** The same, and the instance that it is about is out of service afterwards, for a while or for good. */
        TAKES_AWAY
    }

    /** What it does to the service of instances. */
    Impact impact();

    /** The instance it is about; empty when it is about none. */
    default String instance() {
        return "";
    }

    /** True when the instance is out of service afterwards, for a while or for good. */
    default boolean takesAway() {
        return impact() == Impact.TAKES_AWAY;
    }

    /** True when the service of an instance, or the number of instances, changes. */
    default boolean disturbs() {
        return impact() != Impact.NONE;
    }

    /**
     * Takes an instance out of service to give it another class.
     *
     * @param inPlace it is known to be the only instance
     */
    record Change(String instance, String to, boolean inPlace) implements ProposedChange {
        @Override
        public Impact impact() {
            return Impact.TAKES_AWAY;
        }
    }

    /**
     * Takes an instance out of service to start its database anew.
     *
     * @param inPlace it may be the writer
     */
    record Reboot(String instance, boolean inPlace) implements ProposedChange {
        @Override
        public Impact impact() {
            return Impact.TAKES_AWAY;
        }
    }

    /**
     * Makes a reader the writer.
     *
     * @param targetClass the class that the operation is about
     */
    record Promote(String instance, String targetClass) implements ProposedChange {
        @Override
        public Impact impact() {
            return Impact.DISTURBS;
        }
    }

    /** Changes tags or settings, and no instance's service. */
    record Mark() implements ProposedChange {
        @Override
        public Impact impact() {
            return Impact.NONE;
        }
    }

    /** Changes a setting of an instance that needs no restart, but applies what else is pending on it. */
    record Tier(String instance) implements ProposedChange {
        @Override
        public Impact impact() {
            return Impact.NONE;
        }
    }

    /** Adds an instance. */
    record Create(String instance) implements ProposedChange {
        @Override
        public Impact impact() {
            return Impact.DISTURBS;
        }
    }

    /**
     * Deletes an instance of ours.
     *
     * @param recorded the resource id that was written down when it was made; empty when none was
     */
    record Delete(String instance, String recorded) implements ProposedChange {
        @Override
        public Impact impact() {
            return Impact.TAKES_AWAY;
        }
    }

    /** Makes a green copy of the whole cluster, which is kept in step with it. */
    record CreateGreen() implements ProposedChange {
        @Override
        public Impact impact() {
            return Impact.DISTURBS;
        }
    }

    /**
     * Lets the green cluster take the place and the names of this one.
     *
     * @param readiness what the deployment and its green side have against it
     */
    record SwitchOver(List<Violation> readiness) implements ProposedChange {
        public SwitchOver {
            readiness = List.copyOf(readiness);
        }

        @Override
        public Impact impact() {
            return Impact.DISTURBS;
        }
    }

    /**
     * Changes or deletes something that was in production before a switchover.
     *
     * @param what it is, for people
     * @param arn as written down at the switchover
     * @param resourceId as written down before it
     * @param seenArn as shown now
     * @param seenResourceId as shown now
     * @param clients who is still connected to the old instances
     */
    record Retire(String what, String arn, String resourceId, String seenArn, String seenResourceId, OldClients clients)
            implements ProposedChange {
        @Override
        public Impact impact() {
            return Impact.NONE;
        }
    }

    /**
     * Changes a setting of the cluster at once, which applies what else is pending on it.
     *
     * @param setting as the API calls it
     * @param restarts instances restart with it
     */
    record ModifyCluster(String setting, boolean restarts) implements ProposedChange {
        @Override
        public Impact impact() {
            return restarts ? Impact.DISTURBS : Impact.NONE;
        }
    }
}
