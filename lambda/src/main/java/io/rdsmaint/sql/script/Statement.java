package io.rdsmaint.sql.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One statement of a script. */
public final class Statement {
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

    /** Their plans can be looked at without executing them. */
    private static final Set<String> EXPLAINABLE =
            Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "VALUES", "TABLE");

    private static final Set<String> TRANSACTION =
            Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE", "PREPARE");
    private static final Set<String> SESSION =
            Set.of("SET", "RESET", "DISCARD", "LISTEN", "UNLISTEN", "LOAD", "DECLARE");

    private final List<Part> parts;

    private Statement(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * The statements of a script, in their order.
     *
     * @param problems what can't be understood is added to them
     */
    public static List<Statement> all(String script, List<String> problems) {
        Scanner scanner = new Scanner(script);
        List<Statement> statements =
                scanner.statements().stream().map(Statement::new).toList();
        problems.addAll(scanner.problems());
        return statements;
    }

    /** The names of its placeholders. */
    public Set<String> names() {
        return parts.stream()
                .flatMap(part -> part instanceof Part.Name(String name)
                        ? java.util.stream.Stream.of(name)
                        : java.util.stream.Stream.empty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** True when it says which rows a piece has. */
    public boolean hasPiece() {
        return parts.stream().anyMatch(Part.Piece.class::isInstance);
    }

    /** True when it names a bound of the window. */
    public boolean hasWindow() {
        return parts.stream().anyMatch(Part.Bound.class::isInstance);
    }

    /** Its beginning, on one line, for people. */
    public String brief(int most) {
        String line = parts.stream()
                .map(Statement::written)
                .collect(Collectors.joining())
                .strip()
                .replaceAll("\\s+", " ");
        return line.length() <= most ? line : line.substring(0, most) + "…";
    }

    private static String written(Part part) {
        return switch (part) {
            case Part.Text(String text, boolean code) ->
                !code && (text.startsWith("--") || text.startsWith("/*")) ? " " : text;
            case Part.Name(String name) -> "{" + name + "}";
            case Part.Piece(String alias) -> "{{piece " + alias + "}}";
            case Part.Bound(boolean from) -> from ? ":window_from" : ":window_to";
        };
    }

    /** The words it begins with, in capitals, comments left out. */
    private List<String> words(int most) {
        String code = parts.stream()
                .map(part -> part instanceof Part.Text(String text, boolean isCode) && isCode ? text : " . ")
                .collect(Collectors.joining(" "));
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(code);
        while (matcher.find() && words.size() < most) {
            words.add(matcher.group().toUpperCase(Locale.ROOT));
        }
        return words;
    }

    /** Its first word, in capitals. */
    public String verb() {
        return words(1).stream().findFirst().orElse("");
    }

    /** True when its plan can be looked at without executing it. */
    public boolean explainable() {
        return EXPLAINABLE.contains(verb());
    }

    /** Why it can't be a piece of work, if it can't. */
    public Optional<String> unfit() {
        List<String> words = words(6);
        String verb = verb();
        if (TRANSACTION.contains(verb)) {
            return Optional.of(verb + " is not needed: each statement is a transaction of its own");
        }
        if (SESSION.contains(verb)) {
            return Optional.of(verb + " would change a session that others use afterwards");
        }
        if (verb.equals("VACUUM")
                || verb.equals("CHECKPOINT")
                || (words.contains("CONCURRENTLY") && !verb.equals("REFRESH"))) {
            return Optional.of(verb + (verb.equals("VACUUM") || verb.equals("CHECKPOINT") ? "" : " … CONCURRENTLY")
                    + " can't run inside a transaction, and nothing could tell whether it ran once");
        }
        if (verb.equals("COPY")) {
            return Optional.of("COPY has no files to read or write here");
        }
        if (words.contains("ATOMIC")) {
            return Optional.of("a body BEGIN ATOMIC is not understood; quote the body with $$");
        }
        return Optional.empty();
    }

    /**
     * The statement as a template of PostgreSQL's {@code format()}: names first, then the predicates of pieces; the window's bounds
     * are {@code $1} and {@code $2}.
     *
     * @param identifiers what names stand for
     * @param boundType of the window's bounds, such as {@code date}
     */
    public Template template(Map<String, String> identifiers, String boundType) {
        return template(identifiers, names().size(), from -> "(" + (from ? "$1" : "$2") + "::" + boundType + ")");
    }

    /**
     * The same with the window's bounds as two more arguments after the names and before the predicates, which the server quotes: for
     * what is not executed with parameters.
     */
    public Template inlined(Map<String, String> identifiers, String boundType) {
        int names = names().size();
        return template(identifiers, names + 2, from -> "(%" + (names + (from ? 1 : 2)) + "$L::" + boundType + ")");
    }

    private interface BoundWriter {
        String write(boolean from);
    }

    private Template template(Map<String, String> identifiers, int before, BoundWriter bounds) {
        List<String> names = List.copyOf(names());
        List<String> aliases = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String words, boolean _) -> text.append(words.replace("%", "%%"));
                case Part.Name(String name) ->
                    text.append('%').append(names.indexOf(name) + 1).append("$I");
                case Part.Bound(boolean from) -> text.append(bounds.write(from));
                case Part.Piece(String alias) -> {
                    if (!aliases.contains(alias)) {
                        aliases.add(alias);
                    }
                    text.append('%').append(before + aliases.indexOf(alias) + 1).append("$s");
                }
            }
        }
        return new Template(
                text.toString(),
                names.stream().map(name -> identifiers.getOrDefault(name, name)).toList(),
                List.copyOf(aliases));
    }
}
