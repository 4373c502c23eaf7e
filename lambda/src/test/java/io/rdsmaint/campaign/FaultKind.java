package io.rdsmaint.campaign;

import static io.rdsmaint.campaign.Point.CHANGE;
import static io.rdsmaint.campaign.Point.EXECUTIONS;
import static io.rdsmaint.campaign.Point.INVOCATION;
import static io.rdsmaint.campaign.Point.LOAD;
import static io.rdsmaint.campaign.Point.PUBLISH;
import static io.rdsmaint.campaign.Point.QUESTION;
import static io.rdsmaint.campaign.Point.READ;
import static io.rdsmaint.campaign.Point.SAVE;

import java.util.Set;

/** What goes wrong, and where it can. */
enum FaultKind {
    /** The process ends before the request leaves it. */
    KILLED_BEFORE(READ, CHANGE, LOAD, SAVE, PUBLISH, EXECUTIONS),
    /** The process ends while the request travels; its effect comes up to four minutes later. */
    KILLED_INSIDE(CHANGE, SAVE, PUBLISH),
    /** The process ends after the request took effect. */
    KILLED_AFTER(READ, CHANGE, LOAD, SAVE, PUBLISH, EXECUTIONS),
    /** The process hangs before the request until Lambda ends it. */
    HUNG_BEFORE(READ, CHANGE, LOAD, SAVE, PUBLISH, EXECUTIONS),
    /** The process hangs after the request took effect until Lambda ends it. */
    HUNG_AFTER(READ, CHANGE, LOAD, SAVE, PUBLISH, EXECUTIONS),
    /** The process stops before the request leaves it, and wakes up minutes later as if nothing had happened. */
    ASLEEP_BEFORE(READ, CHANGE, LOAD, SAVE, PUBLISH, EXECUTIONS),
    /** The process stops after the request took effect, and wakes up minutes later. */
    ASLEEP_AFTER(READ, CHANGE, LOAD, SAVE, PUBLISH, EXECUTIONS),
    /** The answer takes seconds. */
    SLOW(READ, CHANGE, LOAD, SAVE, PUBLISH, EXECUTIONS),
    /** The connection breaks before the request arrives. */
    REQUEST_LOST(READ, CHANGE, LOAD, SAVE, PUBLISH, EXECUTIONS),
    /** The connection breaks after the request took effect. */
    ANSWER_LOST(CHANGE, SAVE, PUBLISH, EXECUTIONS),
    /** The service answers with a server error, several times in a row, and does nothing. */
    SERVER_ERROR(READ, CHANGE, LOAD, SAVE, PUBLISH, EXECUTIONS),
    /** The service answers with a server error although the request took effect. */
    SERVER_ERROR_AFTER(CHANGE, SAVE, PUBLISH),
    /** The service throttles, several times in a row. */
    THROTTLED(READ, CHANGE, LOAD, SAVE, PUBLISH, EXECUTIONS),
    /** Somebody else's write is under way: the store refuses this one and asks for another try. */
    CONFLICTING(SAVE),
    /** The bus takes some events of a call and not others. */
    PARTLY_TAKEN(PUBLISH),
    /** A describe answers what it answered last. */
    STALE(READ),
    /** Events are told twice and in the wrong order. */
    EVENTS_JUMBLED(READ),
    /** RDS publishes no events about a member for some time. */
    EVENTS_MISSING(READ),
    /** A member shows a status that nobody knows, for a minute. */
    UNKNOWN_STATUS(READ),
    /** A member shows its status and another one in turn. */
    FLAPPING(READ),
    /** A member's status does not move for half an hour. */
    STUCK(READ),
    /** For some minutes the cluster shows no member as its writer, or two. */
    WRITER_UNCLEAR(READ),
    /** Somebody fails over, and for some minutes the cluster shows no member as its writer, or two. */
    WRITER_MOVES_UNSEEN(READ, CHANGE, SAVE),
    /** Somebody reboots a member. */
    OUTSIDER_REBOOTS(READ, CHANGE, SAVE),
    /** Somebody fails over. */
    OUTSIDER_FAILS_OVER(READ, CHANGE, SAVE),
    /** The writer's host fails. */
    WRITER_FAILS(READ, CHANGE, SAVE),
    /** Somebody changes a member's class. */
    OUTSIDER_CHANGES(READ, CHANGE, SAVE),
    /** Somebody adds a member. */
    OUTSIDER_ADDS(READ, CHANGE, SAVE),
    /** Somebody deletes a reader. */
    OUTSIDER_DELETES(READ, CHANGE, SAVE),
    /** Somebody freezes all operations, and lets them go on some minutes later. */
    FROZEN(READ, CHANGE, LOAD, SAVE),
    /** The session of a statement ends before it commits. */
    STATEMENT_KILLED(CHANGE),
    /** A statement takes longer than the API waits for it. */
    STATEMENT_LONG(CHANGE),
    /** The process ends while its statement travels, which is executed up to four minutes later. */
    STATEMENT_LATE(CHANGE),
    /** The database sleeps and takes some seconds to wake. */
    DATABASE_ASLEEP(READ, CHANGE),
    /** Lambda has no room: the function does not run. */
    NOT_INVOKED(INVOCATION),
    /** The function runs, and its answer is lost. */
    REPLY_LOST(INVOCATION),
    /** The function is invoked twice, one after the other. */
    INVOKED_AGAIN(INVOCATION),
    /** The function is invoked twice at the same time. */
    INVOKED_TWICE(INVOCATION),
    /** A second execution is started for the operation while the first one runs. */
    SECOND_EXECUTION(INVOCATION),
    /** Somebody stops the execution; the news of it is lost, late or told twice. */
    STOPPED(INVOCATION),
    /** Somebody stops the execution and has it redriven. */
    REDRIVEN(INVOCATION),
    /** The execution's history is nearly full. */
    HANDED_OVER(INVOCATION),
    /** The function's code is replaced. */
    CODE_REPLACED(INVOCATION),
    /** Somebody else wants an operation on the same cluster. */
    ANOTHER_START(INVOCATION),
    /** People answer hours later. */
    ANSWERED_LATE(QUESTION),
    /** People answer twice, and differently. */
    ANSWERED_TWICE(QUESTION),
    /** People choose what is not offered. */
    ANSWERED_WRONGLY(QUESTION),
    /** People answer something that is no answer. */
    ANSWERED_WITH_NONSENSE(QUESTION),
    /** Nobody answers before the deadline. */
    NOT_ANSWERED(QUESTION),
    /** Somebody fails the task. */
    TASK_FAILED(QUESTION),
    /** The question can't be published. */
    NOT_ASKED(QUESTION),
    /** People roll back. */
    ROLLED_BACK(QUESTION),
    /** People stop the operation. */
    ABORTED(QUESTION);

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<Point> points;

    FaultKind(Point... points) {
        this.points = Set.of(points);
    }

    /** Where it can strike. */
    Set<Point> points() {
        return points;
    }

    /** True when it strikes statements in databases alone. */
    boolean ofStatements() {
        return switch (this) {
            case STATEMENT_KILLED, STATEMENT_LONG, STATEMENT_LATE, DATABASE_ASLEEP -> true;
            default -> false;
        };
    }

    /** True when somebody else changes the cluster. */
    boolean meddles() {
        return switch (this) {
            case OUTSIDER_REBOOTS,
                    OUTSIDER_FAILS_OVER,
                    WRITER_MOVES_UNSEEN,
                    WRITER_FAILS,
                    OUTSIDER_CHANGES,
                    OUTSIDER_ADDS,
                    OUTSIDER_DELETES -> true;
            default -> false;
        };
    }

    /** True when the operation is to go on as if nothing had happened, without anybody being asked but for a lost reboot. */
    boolean absorbed() {
        return switch (this) {
            case UNKNOWN_STATUS, FLAPPING, STUCK, STOPPED, REDRIVEN, ROLLED_BACK, ABORTED -> false;
            default -> !meddles();
        };
    }
}
