package io.rdsmaint.sql.script;

/** A part of a statement's text. */
public sealed interface Part {

    /** Text that stays as it is: code between placeholders, or a whole string, quoted name or comment. */
    record Text(String text, boolean code) implements Part {}

    /** {@code {name}}: an identifier that the server quotes. */
    record Name(String name) implements Part {}

    /** {@code {{piece v}}}: what selects the rows of a piece, of the alias. */
    record Piece(String alias) implements Part {}

    /** {@code :window_from} or {@code :window_to}. */
    record Bound(boolean from) implements Part {}
}
