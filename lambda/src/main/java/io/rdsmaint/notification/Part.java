package io.rdsmaint.notification;

/** A piece of a notification, before it has the form of a receiver. */
sealed interface Part {
    /** Some sentences under a heading. */
    record Said(String heading, String text) implements Part {}

    /**
     * An answer that may be given.
     *
     * @param words the answer as people write it
     * @param respond gives it, in a checkout of this product
     * @param command gives it, wherever the AWS CLI is
     */
    record Answer(String words, String consequence, boolean destructive, String respond, String command)
            implements Part {}

    /** What to do about it, in the runbook. */
    record Guide(Runbook.Section section) implements Part {}

    /** A command to look closer. */
    record Look(String command) implements Part {}
}
