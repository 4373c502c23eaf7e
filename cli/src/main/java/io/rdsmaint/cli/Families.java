package io.rdsmaint.cli;

import io.rdsmaint.cli.aurora.Aurora;
import io.rdsmaint.cli.recovery.Recovery;
import io.rdsmaint.cli.restore.Restores;
import io.rdsmaint.cli.sql.SqlWork;
import java.util.Iterator;
import java.util.List;

/** The families that the commands know, and the operation types that are offered for completion. */
public final class Families implements Iterable<String> {
    /** One line each. */
    public static final List<Family> ALL = List.of(Aurora.FAMILY, Recovery.FAMILY, Restores.FAMILY, SqlWork.FAMILY);

    /** The names of all types, sorted. */
    public static List<String> types() {
        return ALL.stream().flatMap(family -> family.types().stream()).sorted().toList();
    }

    /**
     * The field of a request that names what operations of a type work on; of a type that nobody here knows that of the first
     * family, so that the function says what is wrong.
     */
    static String target(List<Family> families, String type) {
        return of(families, type).target();
    }

    /** The family of a type; of one that nobody here knows the first. */
    static Family of(List<Family> families, String type) {
        return families.stream()
                .filter(family -> family.types().contains(type))
                .findFirst()
                .orElse(families.getFirst());
    }

    /** The fields of requests that name targets. */
    static List<String> targets(List<Family> families) {
        return families.stream().map(Family::target).distinct().toList();
    }

    @Override
    public Iterator<String> iterator() {
        return types().iterator();
    }
}
