package io.rdsmaint.simulator.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far an instance runs with the values of one of its parameter groups: the status that describes show, and the
 * values it still runs with although the group says otherwise.
 */
public final class ParameterSync {

    public static final String IN_SYNC = "in-sync";
    public static final String APPLYING = "applying";
    public static final String PENDING_REBOOT = "pending-reboot";
    public static final String FAILED_TO_APPLY = "failed-to-apply";

    /** The statuses of an instance that runs with other values than its group's, which a restart ends. */
    public static final List<String> OPEN = List.of(PENDING_REBOOT, APPLYING, FAILED_TO_APPLY);

    private final Map<String, Optional<String>> held = new LinkedHashMap<>();
    private String status = IN_SYNC;

    public String status() {
        return status;
    }

    public void status(String value) {
        status = value;
    }

    /** Keeps running with a value, which is empty for the default, unless an older one is being kept already. */
    public void hold(String name, Optional<String> value) {
        held.putIfAbsent(name, value);
    }

    /** Runs with the group's value of a parameter from now on. */
    public void release(String name) {
        held.remove(name);
    }

    /** True while it runs with a value that is not the group's. */
    public boolean behind() {
        return !held.isEmpty();
    }

    /** The process has come up without what was waiting for it; one that was in sync stays so. */
    public void missed(String newStatus) {
        if (OPEN.contains(status)) {
            status = newStatus;
        }
    }

    /** The value that is in force, given the group's. */
    public Optional<String> inForce(String name, Optional<String> stored) {
        return held.getOrDefault(name, stored);
    }

    /** After a restart the process runs with all that its group says. */
    public void restarted() {
        held.clear();
        if (OPEN.contains(status)) {
            status = IN_SYNC;
        }
    }
}
