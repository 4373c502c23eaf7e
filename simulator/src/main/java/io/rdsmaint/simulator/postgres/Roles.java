package io.rdsmaint.simulator.postgres;

import java.util.List;

/** The roles that RDS has, as far as statements can tell. */
final class Roles {

    /** Its members administer databases and other roles, look at everything, and touch neither files nor programs. */
    static final List<String> SETUP = List.of(
            "create role rds_superuser nologin",
            "create role rds_password nologin",
            "create role rds_iam nologin",
            "grant pg_monitor, pg_signal_backend, pg_checkpoint, pg_maintain, pg_create_subscription"
                    + " to rds_superuser with admin option",
            // To be granted to others, but not used: here it would show the passwords of roles, which RDS hides.
            "grant pg_read_all_data, pg_write_all_data to rds_superuser with admin true, inherit false, set false",
            "grant rds_password, rds_iam to rds_superuser with admin option");

    private Roles() {}

    static String create(DatabaseUser user, String password) {
        String rights = user.master() ? "createrole createdb in role rds_superuser" : "nocreaterole nocreatedb";
        return "create role " + Quoted.name(user.name()) + " login nosuperuser " + rights + " password "
                + Quoted.text(password)
                // The master user makes others what it is itself.
                + (user.master() ? "; grant rds_superuser to " + Quoted.name(user.name()) + " with admin option" : "");
    }
}
