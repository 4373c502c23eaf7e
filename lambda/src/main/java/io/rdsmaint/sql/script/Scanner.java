package io.rdsmaint.sql.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Divides a script into its statements and their parts, by the lexical rules of PostgreSQL (its manual, 4.1): strings with doubled
 * quotes, strings {@code E'…'} with backslashes, dollar quotes, quoted names, and comments, which nest.
 */
final class Scanner {
    private static final Pattern DOLLAR = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
    private static final Pattern POSITION = Pattern.compile("\\$\\d+");
    private static final Pattern PIECE = Pattern.compile("\\{\\{\\s*piece\\s+([A-Za-z_][A-Za-z0-9_]*)\\s*}}");
    private static final Pattern NAME = Pattern.compile("\\{([a-z_][a-z0-9_]*)}");
    private static final Pattern PARAMETER = Pattern.compile(":([A-Za-z_][A-Za-z0-9_]*)");
    private static final String FROM = "window_from";
    private static final String TO = "window_to";

    private final String sql;
    private final List<String> problems = new ArrayList<>();
    private final List<List<Part>> statements = new ArrayList<>();
    private final StringBuilder code = new StringBuilder();
    private List<Part> parts = new ArrayList<>();
    private int at;

    Scanner(String sql) {
        this.sql = sql;
    }

    /** What can't be understood, in words. */
    List<String> problems() {
        return problems;
    }

    List<List<Part>> statements() {
        while (at < sql.length()) {
            next();
        }
        endStatement();
        return statements;
    }

    private void next() {
        char c = sql.charAt(at);
        switch (c) {
            case ';' -> {
                endStatement();
                at++;
            }
            case '\'' -> quoted('\'', escapes(), "a string");
            case '"' -> quoted('"', false, "a quoted name");
            case '-' -> comment();
            case '/' -> comment();
            case '$' -> dollar();
            case '{' -> brace();
            case ':' -> colon();
            default -> plain(1);
        }
    }

    private void plain(int characters) {
        code.append(sql, at, at + characters);
        at += characters;
    }

    private void add(Part part) {
        if (!code.isEmpty()) {
            parts.add(new Part.Text(code.toString(), true));
            code.setLength(0);
        }
        parts.add(part);
    }

    private void text(int end) {
        add(new Part.Text(sql.substring(at, end), false));
        at = end;
    }

    private void endStatement() {
        if (!code.isEmpty()) {
            parts.add(new Part.Text(code.toString(), true));
            code.setLength(0);
        }
        boolean empty = parts.stream()
                .allMatch(part -> part instanceof Part.Text(String text, boolean isCode)
                        && (isCode ? text.isBlank() : text.startsWith("--") || text.startsWith("/*")));
        if (!empty) {
            statements.add(List.copyOf(parts));
        }
        parts = new ArrayList<>();
    }

    /** True right after an E that is no part of a longer word. */
    private boolean escapes() {
        return at > 0 && (sql.charAt(at - 1) == 'E' || sql.charAt(at - 1) == 'e') && !inWord(at - 1);
    }

    private boolean inWord(int index) {
        return index > 0
                && (Character.isLetterOrDigit(sql.charAt(index - 1)) || "_$".indexOf(sql.charAt(index - 1)) >= 0);
    }

    private void quoted(char quote, boolean backslashes, String what) {
        int end = at + 1;
        while (end < sql.length()) {
            char c = sql.charAt(end);
            if (c == '\\' && backslashes) {
                end += 2;
            } else if (c == quote && end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
                end += 2;
            } else if (c == quote) {
                text(end + 1);
                return;
            } else {
                end++;
            }
        }
        unended(what);
    }

    private void unended(String what) {
        problems.add(what + " that begins with " + excerpt(at) + " does not end");
        text(sql.length());
    }

    private void comment() {
        if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            text(end < 0 ? sql.length() : end);
        } else if (sql.startsWith("/*", at)) {
            int depth = 0;
            int end = at;
            do {
                if (sql.startsWith("/*", end)) {
                    depth++;
                    end += 2;
                } else if (sql.startsWith("*/", end)) {
                    depth--;
                    end += 2;
                } else {
                    end++;
                }
            } while (depth > 0 && end < sql.length());
            if (depth > 0) {
                unended("a comment");
            } else {
                text(end);
            }
        } else {
            plain(1);
        }
    }

    private void dollar() {
        Matcher tag = DOLLAR.matcher(sql).region(at, sql.length());
        Matcher position = POSITION.matcher(sql).region(at, sql.length());
        if (!inWord(at) && tag.lookingAt()) {
            int end = sql.indexOf(tag.group(), tag.end());
            if (end < 0) {
                unended("a dollar-quoted text");
            } else {
                text(end + tag.group().length());
            }
        } else if (!inWord(at) && position.lookingAt()) {
            problems.add("there is no parameter " + position.group() + "; use {name}, :" + FROM + ", :" + TO
                    + " or {{piece v}}");
            plain(position.group().length());
        } else {
            plain(1);
        }
    }

    private void brace() {
        Matcher piece = PIECE.matcher(sql).region(at, sql.length());
        Matcher name = NAME.matcher(sql).region(at, sql.length());
        if (piece.lookingAt()) {
            add(new Part.Piece(piece.group(1)));
            at = piece.end();
        } else if (name.lookingAt()) {
            add(new Part.Name(name.group(1)));
            at = name.end();
        } else {
            problems.add("a placeholder is {name} (small letters, digits, _) or {{piece v}}, not " + excerpt(at));
            plain(1);
        }
    }

    private void colon() {
        if (sql.startsWith("::", at) || sql.startsWith(":=", at)) {
            plain(2);
            return;
        }
        Matcher parameter = PARAMETER.matcher(sql).region(at, sql.length());
        if (!parameter.lookingAt()) {
            plain(1);
        } else if (parameter.group(1).equals(FROM) || parameter.group(1).equals(TO)) {
            add(new Part.Bound(parameter.group(1).equals(FROM)));
            at = parameter.end();
        } else {
            problems.add("there is no parameter " + parameter.group() + ", only :" + FROM + " and :" + TO
                    + " (in a slice of an array write a blank after the colon)");
            plain(parameter.group().length());
        }
    }

    private String excerpt(int from) {
        return "«" + sql.substring(from, Math.min(sql.length(), from + 20)).replaceAll("\\s+", " ") + "»";
    }
}
