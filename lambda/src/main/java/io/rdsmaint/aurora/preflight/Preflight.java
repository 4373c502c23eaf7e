package io.rdsmaint.aurora.preflight;

import java.util.List;
import java.util.stream.Stream;

/** The checks that types of operations share. */
public final class Preflight {
    /** Those that concern every operation, whatever it does to the cluster. */
    private static final List<Check<Look>> EVERY = List.of(
            ClusterChecks.KIND,
            ClusterChecks.STATUS,
            ClusterChecks.MEMBERS,
            ClusterChecks.WRITER,
            InstanceChecks.STATUS,
            InstanceChecks.UNSEEN,
            InstanceChecks.VERSIONS,
            OwnershipChecks.ACCOUNT,
            OwnershipChecks.ALLOWED,
            OwnershipChecks.MARK,
            OwnershipChecks.TAGS,
            OwnershipChecks.INFRASTRUCTURE_CODE,
            MaintenanceChecks.PENDING,
            MaintenanceChecks.WINDOW,
            MaintenanceChecks.MINOR_UPGRADE,
            MaintenanceChecks.BACKUP,
            FailoverChecks.ALARMS);

    private Preflight() {}

    /** All there are. */
    public static CheckSuite<Look> standard() {
        return new CheckSuite<>(Stream.of(
                        ClusterChecks.all(),
                        InstanceChecks.all(),
                        OwnershipChecks.all(),
                        MaintenanceChecks.all(),
                        ClassChecks.all(),
                        SizeChecks.all(),
                        ParameterChecks.all(),
                        TemporaryChecks.all(),
                        ReaderChecks.all(),
                        EndpointChecks.all(),
                        ScalingChecks.all(),
                        FailoverChecks.all())
                .flatMap(List::stream)
                .toList());
    }

    /** Those of every operation, and some more. */
    public static CheckSuite<Look> with(List<Check<Look>> more) {
        return standard().only(Stream.concat(EVERY.stream(), more.stream()).toList());
    }
}
