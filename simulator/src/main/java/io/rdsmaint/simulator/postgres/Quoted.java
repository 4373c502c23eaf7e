package io.rdsmaint.simulator.postgres;

/** Names and texts as SQL spells them, for what has no parameters: roles, databases, passwords. */
final class Quoted {

    private Quoted() {}

    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String text(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
