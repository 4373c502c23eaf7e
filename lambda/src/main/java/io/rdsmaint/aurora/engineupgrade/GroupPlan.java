package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.gateway.rds.ParameterDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which parameter group the green side gets for one scope. */
sealed interface GroupPlan {

    /** What AWS is told; empty leaves the choice to AWS. */
    Optional<String> name();

    /** The group in use goes on: the family stays. */
    record Kept(Optional<String> name) implements GroupPlan {}

    /** The new family's default group, as nothing was set in the old one's. */
    record EngineDefault() implements GroupPlan {
        @Override
        public Optional<String> name() {
            return Optional.empty();
        }
    }

    /** The group that the operator named. */
    record Given(Optional<String> name) implements GroupPlan {}

    /** The group that somebody else's deployment has already. */
    record Adopted(Optional<String> name) implements GroupPlan {}

    /**
     * A group of ours.
     *
     * @param group its name
     * @param like the group whose values it gets
     */
    record Made(String group, String family, String like, ParameterMigration migration) implements GroupPlan {
        @Override
        public Optional<String> name() {
            return Optional.of(group);
        }
    }

    /**
     * Decides.
     *
     * @param family the target version's
     */
    static GroupPlan of(UpgradeLook look, GroupLook seen, String family) {
        Optional<String> given = look.givenGroup(seen.scope());
        if (given.isPresent()) {
            return new Given(given);
        }
        Map<String, String> instead = replaced(look, seen.parameters());
        boolean familyStays = family.equals(seen.sourceFamily());
        if (familyStays && instead.isEmpty()) {
            boolean one = look.groups(seen.scope()).size() == 1;
            return new Kept(one && !seen.engineDefault() ? Optional.of(seen.source()) : Optional.empty());
        }
        if (seen.engineDefault()) {
            return new EngineDefault();
        }
        return new Made(
                Names.group(seen.scope(), seen.source(), family, look.operationId()),
                family,
                seen.source(),
                ParameterMigration.of(
                        seen.parameters(), seen.defaults(), look.parameters().targetVersion(), instead));
    }

    /** Aurora MySQL's event scheduler must be off on the green side until the switchover. */
    private static Map<String, String> replaced(UpgradeLook look, List<ParameterDefinition> parameters) {
        Map<String, String> instead = new HashMap<>();
        if (!look.cluster().engine().postgres()) {
            EventScheduler.on(parameters)
                    .filter(ParameterDefinition::userSet)
                    .ifPresent(p -> instead.put(p.name(), "OFF"));
        }
        return instead;
    }
}
