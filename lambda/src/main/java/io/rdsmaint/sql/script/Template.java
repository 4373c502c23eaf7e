package io.rdsmaint.sql.script;

import java.util.List;

/**
 * A text of PostgreSQL's {@code format()}, by which the server makes a statement.
 *
 * @param names the identifiers that are its first arguments, in their order
 * @param aliases whose predicates are the arguments after those
 */
public record Template(String text, List<String> names, List<String> aliases) {
    public Template {
        names = List.copyOf(names);
        aliases = List.copyOf(aliases);
    }
}
