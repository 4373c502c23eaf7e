package io.rdsmaint.engine;

import java.util.Locale;

/**
 * What a question is about: one for each situation in which a person acts differently. Whoever words a question gives its code, and
 * the runbook has a section of that name. Codes are told to others and stored: they may be added, and are not renamed.
 */
public interface QuestionCode {
    /** As constants of an enum have it. */
    String name();

    /** The word that users see. */
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
