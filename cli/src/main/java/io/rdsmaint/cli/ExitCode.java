package io.rdsmaint.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How a command ends. The numbers are stable: scripts rely on them. */
public enum ExitCode {
    /** Done, shown, or watched to a good end. */
    DONE(0, "done; with --watch: the operation completed"),
    /** Something that the command does not know how to explain. */
    UNEXPECTED(1, "an unexpected error, or AWS refused for a reason not listed here"),
    /** The command line is not right. */
    USAGE(2, "the command line is not right"),
    /** Refused before anything was changed. */
    REFUSED(3, "refused: a bad request, or preflight found what would fail; nothing was changed"),
    /** Another operation lives on the cluster. */
    BUSY(4, "another operation lives on the cluster"),
    /** A person must answer. */
    NEEDS_ANSWER(5, "a question is open (only when watched without a terminal)"),
    /** Ended by abort. */
    ABORTED(6, "the operation was aborted"),
    /** Ended by rollback. */
    ROLLED_BACK(7, "the operation was rolled back"),
    /** Ended otherwise, or nobody runs it. */
    FAILED(8, "the operation failed, or nothing was started because AWS refused a read"),
    /** There is none. */
    NOT_FOUND(9, "there is no such operation, or no deployment here"),
    /** Too late, a second time, or to another question. */
    ANSWER_CHANGED_NOTHING(10, "the answer came too late, a second time or to another question, and changed nothing"),
    /** Who asks may not. */
    NOT_PERMITTED(11, "no credentials or region, or AWS does not permit the call"),
    /** Nobody answers. */
    NO_CONNECTION(12, "AWS does not answer"),
    /** A person said no, or nobody could be asked. */
    NOT_CONFIRMED(13, "not confirmed; nothing was changed"),
    /** What was waited for did not show in time. */
    NOT_SEEN_YET(14, "what was asked for is under way, but its effect did not show in time"),
    /** What was asked for was done before, under the same name. */
    ENDED_BEFORE(15, "an execution of this name and input has ended before; nothing was started now");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** What the shell sees. */
    public int number() {
        return number;
    }

    /** In words. */
    public String meaning() {
        return meaning;
    }

    /** All of them, for help and documentation. */
    static Map<String, String> table() {
        return Arrays.stream(values())
                .collect(Collectors.toMap(
                        code -> " " + code.number, ExitCode::meaning, (a, _) -> a, LinkedHashMap::new));
    }
}
