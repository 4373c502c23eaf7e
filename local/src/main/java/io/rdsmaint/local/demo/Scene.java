package io.rdsmaint.local.demo;

import java.util.function.Consumer;

/** What an operation works on, as AWS's commands show it before and after. */
interface Scene {
    /** What it is, beginning a sentence. */
    String word();

    /** The field of a start that names it. */
    String field();

    /** Its name. */
    String name();

    /** Prints it. */
    void print(Consumer<String> out);
}
