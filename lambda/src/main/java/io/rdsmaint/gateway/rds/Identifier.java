package io.rdsmaint.gateway.rds;

import java.util.regex.Pattern;

/** What clusters and instances may be called; AWS keeps the names in small letters. */
public final class Identifier {
    /** RDS Developer Guide, <i>CreateDBCluster</i>, constraints of {@code DBClusterIdentifier}; instances have the same. */
    public static final Pattern PATTERN = Pattern.compile("[a-zA-Z](-?[a-zA-Z0-9]){0,62}");

    private Identifier() {}
}
