package io.rdsmaint.recovery.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Servers that are launched together.
 *
 * @param servers ids of source servers, if it names them
 * @param tags that its servers all have, if it goes by tags
 * @param groups protection groups of the plan, if it goes by those
 * @param dependsOn waves that come before it
 * @param pauseBefore a person is asked before it begins
 * @param launch how its servers should be launched, by the words of {@link io.rdsmaint.gateway.drs.LaunchSettings}; nothing is changed
 */
public record Wave(
        String name,
        List<String> servers,
        Map<String, String> tags,
        List<String> groups,
        List<String> dependsOn,
        boolean pauseBefore,
        @Nullable Hook before,
        @Nullable Hook after,
        Map<String, String> launch,
        Health health,
        Policy policy) {

    public Wave {
        launch = Map.copyOf(launch);
        servers = List.copyOf(servers);
        tags = Map.copyOf(tags);
        groups = List.copyOf(groups);
        dependsOn = List.copyOf(dependsOn);
    }

    /**
     * When a launched server counts.
     *
     * @param ec2Status both of EC2's checks are ok
     * @param ssmOnline its agent of Systems Manager is online
     * @param minutes how long that is waited for
     */
    public record Health(boolean ec2Status, boolean ssmOnline, int minutes) {}

    /**
     * When the wave counts.
     *
     * @param minSuccessPercent of its servers
     * @param critical servers that must be among them, by id or host name
     * @param retries how often those that failed are launched again
     */
    public record Policy(int minSuccessPercent, List<String> critical, OnFailure onFailure, int retries) {
        public Policy {
            critical = List.copyOf(critical);
        }
    }

    /** What comes of a wave that failed. */
    public enum OnFailure {
        /** The waves to come are left out; report and clean-up follow. */
        STOP,
        /** The next wave begins all the same. */
        CONTINUE,
        /** A person decides. */
        ASK;

        /** As parameters write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
