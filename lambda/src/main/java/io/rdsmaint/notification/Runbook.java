package io.rdsmaint.notification;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where people read what to do: {@code docs/runbook.md} has a section for each code of a question.
 *
 * @param address of that page in a browser, as the deployment was told; empty when it was not
 */
public record Runbook(String address) {
    /** Where nobody said in which browser it can be read. */
    public static final Runbook UNPUBLISHED = new Runbook("");

    /** How an operation or a start ended, and what is to be done about it. */
    static final String ENDS = "how-an-execution-ended";

    /** Nobody runs an operation. */
    static final String STALLED = "stalled";

    private static final String PAGE = "docs/runbook.md";

    /**
     * A section of the page.
     *
     * @param where the address in a browser, or else the page in a checkout
     * @param link empty without an address
     */
    record Section(String where, Optional<Links.Link> link) {}

    /**
     * The section of a name.
     *
     * @param name null for the page's beginning, of questions that were asked before they had a code
     */
    Section section(@Nullable String name) {
        String anchor = name == null ? "" : "#" + name;
        return address.isEmpty()
                ? new Section(PAGE + anchor, Optional.empty())
                : new Section(
                        address + anchor,
                        Optional.of(
                                new Links.Link(address + anchor, "what to do" + (name == null ? "" : ": " + name))));
    }
}
