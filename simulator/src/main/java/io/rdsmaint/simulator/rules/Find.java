package io.rdsmaint.simulator.rules;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.protocol.ApiError;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds what a call names, by identifier or ARN, and checks new names. */
final class Find {

    private static final Pattern IDENTIFIER = Pattern.compile("[a-zA-Z](-?[a-zA-Z0-9])*");

    private Find() {}

    static Instance instance(AccountRegion site, String name) {
        String id = id(name);
        return site.instance(id).orElseThrow(() -> ApiError.noInstance(id));
    }

    static Cluster cluster(AccountRegion site, String name) {
        String id = id(name);
        return site.cluster(id).orElseThrow(() -> ApiError.noCluster(id));
    }

    /** The identifier in a name or ARN; RDS keeps identifiers in lower case. */
    static String id(String name) {
        return name.substring(name.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
    }

    /** Refuses a cluster that is busy or not available. */
    static void available(Cluster cluster) {
        if (cluster.busy() || !cluster.status().equals("available")) {
            throw ApiError.clusterState("DB cluster " + cluster.id() + " is not in the available state.");
        }
    }

    /** Refuses an identifier that RDS would not take. */
    static String valid(String parameter, String name) {
        if (name.length() > 63 || !IDENTIFIER.matcher(name).matches()) {
            throw ApiError.invalidValue("The parameter " + parameter
                    + " is not a valid identifier. Identifiers must begin with a letter;"
                    + " must contain only ASCII letters,"
                    + " digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens;"
                    + " and have at most 63 characters.");
        }
        return name.toLowerCase(Locale.ROOT);
    }
}
