package io.rdsmaint.simulator.dataapi;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement with named parameters, and the same as the driver takes it: a question mark for each.
 *
 * @param jdbc the statement for the driver
 * @param names the parameters in the order in which they appear
 */
record SqlText(String jdbc, List<String> names) {

    SqlText {
        names = List.copyOf(names);
    }

    /**
     * Finds the parameters. Literals, quoted identifiers, dollar quotes and comments are left alone, and a cast is none.
     *
     * @throws io.rdsmaint.simulator.protocol.ApiError for more than one statement
     */
    static SqlText parse(String sql) {
        return new Scan(sql).all();
    }

    private static final class Scan {
        private final String sql;
        private final StringBuilder jdbc = new StringBuilder();
        private final List<String> names = new ArrayList<>();
        private int at;
        private boolean ended;
        private String word = "";
        private int blocks;

        Scan(String sql) {
            this.sql = sql;
        }

        SqlText all() {
            while (at < sql.length()) {
                int end = quoted();
                if (end > at) {
                    copy(end);
                } else {
                    plain(sql.charAt(at));
                }
            }
            return new SqlText(jdbc.toString(), names);
        }

        private void plain(char c) {
            if (ended && !Character.isWhitespace(c) && c != ';') {
                throw DataApiError.invalid("Multistatements aren't supported.");
            }
            if (c == ':') {
                colon();
            } else if (c == '?') {
                jdbc.append("??");
                at++;
            } else if (c == ';') {
                ended = ended || blocks == 0;
                copy(at + 1);
            } else if (Character.isJavaIdentifierStart(c)) {
                identifier();
            } else {
                copy(at + 1);
            }
        }

        private void colon() {
            char next = peek(1);
            if (next == ':') {
                copy(at + 2);
            } else if (letter(next)) {
                int end = at + 1;
                while (end < sql.length() && (letter(sql.charAt(end)) || digit(sql.charAt(end)))) {
                    end++;
                }
                names.add(sql.substring(at + 1, end));
                jdbc.append('?');
                at = end;
            } else {
                copy(at + 1);
            }
        }

        /** Statements of a function's body between BEGIN ATOMIC and END belong to the one that makes the function. */
        private void identifier() {
            int end = at;
            while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
                end++;
            }
            String before = word;
            word = sql.substring(at, end);
            if (word.equalsIgnoreCase("atomic") && before.equalsIgnoreCase("begin")) {
                blocks = 1;
            } else if (blocks > 0 && word.equalsIgnoreCase("case")) {
                blocks++;
            } else if (blocks > 0 && word.equalsIgnoreCase("end")) {
                blocks--;
            }
            copy(end);
        }

        /** Where what is quoted or a comment here ends; the present place when it is neither. */
        private int quoted() {
            char c = sql.charAt(at);
            if (ended && (c == '\'' || c == '"' || c == '$')) {
                return at;
            }
            return switch (c) {
                case '\'' -> literal(at + 1, false);
                case 'e', 'E' -> peek(1) == '\'' && !inWord() ? literal(at + 2, true) : at;
                case '"' -> closing(at + 1, '"');
                case '-' -> peek(1) == '-' ? after("\n", at + 2) : at;
                case '/' -> peek(1) == '*' ? comment() : at;
                case '$' -> inWord() ? at : dollar();
                default -> at;
            };
        }

        private int literal(int from, boolean escapes) {
            if (!escapes) {
                return closing(from, '\'');
            }
            int i = from;
            while (i < sql.length() && sql.charAt(i) != '\'') {
                i += sql.charAt(i) == '\\' ? 2 : 1;
            }
            return i + 1 < sql.length() && sql.charAt(i + 1) == '\''
                    ? literal(i + 2, true)
                    : Math.min(i + 1, sql.length());
        }

        /** A doubled quote ends one part and begins the next, which comes to the same. */
        private int closing(int from, char quote) {
            int end = sql.indexOf(quote, from);
            return end < 0 ? sql.length() : end + 1;
        }

        private int comment() {
            int depth = 1;
            int i = at + 2;
            while (i < sql.length() && depth > 0) {
                if (sql.startsWith("/*", i)) {
                    depth++;
                    i += 2;
                } else if (sql.startsWith("*/", i)) {
                    depth--;
                    i += 2;
                } else {
                    i++;
                }
            }
            return i;
        }

        private int dollar() {
            int end = at + 1;
            while (end < sql.length() && (letter(sql.charAt(end)) || (digit(sql.charAt(end)) && end > at + 1))) {
                end++;
            }
            if (end >= sql.length() || sql.charAt(end) != '$') {
                return at;
            }
            return after(sql.substring(at, end + 1), end + 1);
        }

        private int after(String mark, int from) {
            int end = sql.indexOf(mark, from);
            return end < 0 ? sql.length() : end + mark.length();
        }

        private boolean inWord() {
            return at > 0 && Character.isJavaIdentifierPart(sql.charAt(at - 1));
        }

        private char peek(int ahead) {
            return at + ahead < sql.length() ? sql.charAt(at + ahead) : ' ';
        }

        private void copy(int end) {
            jdbc.append(sql, at, end);
            at = end;
        }

        private static boolean letter(char c) {
            return c == '_' || Character.isLetter(c);
        }

        private static boolean digit(char c) {
            return c >= '0' && c <= '9';
        }
    }
}
