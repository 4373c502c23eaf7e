package io.rdsmaint.recovery.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.gateway.drs.Job;
import io.rdsmaint.gateway.instances.InstanceStatus;
import io.rdsmaint.recovery.plan.Wave;
import io.rdsmaint.recovery.world.World;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One look at launched servers of a wave: launch actions, EC2's checks, the agent of Systems Manager, as the wave's {@code health} asks for.
 * When each was first seen to be well is kept with the time of the look before, in which it was not: the truth lies between the two.
 *
 * @param troubles what keeps servers from counting, by server; of one that is well nothing
 */
record HealthLook(Map<String, Trouble> troubles) {
    /** In a step's memo: by server when it was seen to be well. */
    static final String WELL = "well";

    static final String HEALTHY_AT = "healthy_at";

    /** The last look in which a server was not well yet. */
    static final String HEALTHY_AFTER = "healthy_after";

    private static final String LOOKED = "looked_at";

    HealthLook {
        troubles = Map.copyOf(troubles);
    }

    /** Something that keeps a server from counting, perhaps only yet. */
    record Trouble(String what, boolean passes) {}

    /**
     * Looks.
     *
     * @param instances ids in EC2 by server
     * @param participants what the jobs say of the servers
     */
    static HealthLook at(
            World world, Wave wave, Map<String, String> instances, Map<String, Job.Participant> participants) {
        Collection<String> ids = instances.values();
        Map<String, InstanceStatus> statuses =
                wave.health().ec2Status() && !ids.isEmpty() ? world.instances().statuses(ids) : Map.of();
        Set<String> online =
                wave.health().ssmOnline() && !ids.isEmpty() ? world.instances().online(ids) : Set.of();
        Map<String, Trouble> troubles = new HashMap<>();
        instances.forEach((server, ec2) -> trouble(wave, ec2, participants.get(server), statuses, online)
                .ifPresent(trouble -> troubles.put(server, trouble)));
        return new HealthLook(troubles);
    }

    private static Optional<Trouble> trouble(
            Wave wave,
            String ec2,
            Job.@Nullable Participant participant,
            Map<String, InstanceStatus> statuses,
            Set<String> online) {
        if (participant != null && !participant.actionsFailed().isEmpty()) {
            return Optional.of(new Trouble(
                    "a launch action failed: " + participant.actionsFailed().getFirst(), false));
        }
        if (participant != null && participant.actionsRunning()) {
            return Optional.of(new Trouble("its launch actions came to no end", true));
        }
        if (wave.health().ec2Status()) {
            InstanceStatus status = statuses.get(ec2);
            if (status == null || !status.ok()) {
                return Optional.of(new Trouble(
                        status == null ? "EC2 tells nothing of " + ec2 : "EC2's checks of " + ec2 + ": " + status,
                        true));
            }
        }
        return wave.health().ssmOnline() && !online.contains(ec2)
                ? Optional.of(new Trouble("the agent of Systems Manager on " + ec2 + " is not online", true))
                : Optional.empty();
    }

    /**
     * Keeps in a step's memo when servers were seen to be well; of one that no longer is, nothing.
     *
     * @param servers that were looked at
     * @param from before which none of them can have been well
     */
    void keep(ObjectNode memo, Set<String> servers, Instant now, Instant from) {
        ObjectNode well = memo.withObjectProperty(WELL);
        String before = memo.path(LOOKED).asText(from.toString());
        for (String server : servers) {
            if (troubles.containsKey(server)) {
                well.remove(server);
            } else if (!well.has(server)) {
                well.putObject(server).put(HEALTHY_AT, now.toString()).put(HEALTHY_AFTER, before);
            }
        }
        memo.put(LOOKED, now.toString());
    }
}
