package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A start, syntactically valid.
 *
 * @param ifBusy what to do when another operation holds the target
 * @param label what people call it and its like, such as the name of a nightly run; not unique; null for none
 * @param pauseBefore names or actions of steps that shall ask first
 * @param executionArn the execution that starts and will own the operation
 * @param executionStartedAt tells executions of the same name apart
 * @param planHash of the plan that was seen, see {@link Plan#hash}: another one is not started; null for any
 */
public record StartRequest(
        String type,
        Target.Asked target,
        IfBusy ifBusy,
        Options options,
        boolean dryRun,
        @Nullable String requestedBy,
        @Nullable String reason,
        @Nullable String label,
        List<String> pauseBefore,
        ObjectNode parameters,
        String executionArn,
        String executionStartedAt,
        @Nullable String planHash) {

    /** Of labels: printable, short enough for a line of a table, and no begin or end that nobody sees; chosen. */
    public static final Pattern LABEL = Pattern.compile("(?! )[\\w ._:/@+=,#-]{1,100}(?<! )");

    /** A start of whatever is planned, without a label. */
    public StartRequest(
            String type,
            Target.Asked target,
            IfBusy ifBusy,
            Options options,
            boolean dryRun,
            @Nullable String requestedBy,
            @Nullable String reason,
            List<String> pauseBefore,
            ObjectNode parameters,
            String executionArn,
            String executionStartedAt) {
        this(
                type,
                target,
                ifBusy,
                options,
                dryRun,
                requestedBy,
                reason,
                null,
                pauseBefore,
                parameters,
                executionArn,
                executionStartedAt,
                null);
    }

    /** The same start with other parameters. */
    StartRequest with(ObjectNode others) {
        return new StartRequest(
                type,
                target,
                ifBusy,
                options,
                dryRun,
                requestedBy,
                reason,
                label,
                pauseBefore,
                others,
                executionArn,
                executionStartedAt,
                planHash);
    }

    /** What comes of a start while another operation holds the target. */
    public enum IfBusy {
        /** It ends with an error. */
        FAIL,
        /** It ends well, and says who holds the target. */
        SKIP;

        /** The word that users write. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The id of the operation that it makes: the same start makes the same operation. */
    public String operationId() {
        return "op-" + Sha256.of(executionArn + "|" + executionStartedAt).substring(0, 16);
    }
}
