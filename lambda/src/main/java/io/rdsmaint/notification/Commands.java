package io.rdsmaint.notification;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Product;
import io.rdsmaint.engine.Question;
import java.util.ArrayList;
import java.util.List;

/**
 * Ready-to-paste commands of a question: to look closer, and to give each answer. The task token never appears in
 * them.
 */
public final class Commands {
    /** The alias that people call the function by. */
    private static final String PEOPLE = ":people";

    /** Its place among the parts of a function's ARN. */
    private static final int NAME_IN_ARN = 6;

    private Commands() {}

    /** What the question's event carries: look closer, then answer with {@code $TASK_TOKEN}. */
    public static List<String> withToken(Question question) {
        List<String> all = new ArrayList<>(question.commands());
        for (Question.Option option : question.options()) {
            all.add("aws stepfunctions send-task-success --task-token \"$TASK_TOKEN\" --task-output "
                    + quoted(answer(option)));
        }
        return all;
    }

    /**
     * Gives an answer by the function instead of the token, so that it can be shown to people who may read but not
     * answer, and is still right when the question has been asked again meanwhile: only the token is a new one then.
     */
    public static String answering(Operation op, Question question, Question.Option option) {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("action", "resume")
                .put("operation_id", op.id())
                .put("question_id", question.id());
        request.set("response", answer(option));
        return "aws lambda invoke" + region(op) + " --function-name " + function(op) + PEOPLE
                + " --cli-binary-format raw-in-base64-out --payload " + quoted(request) + " /dev/stdout";
    }

    /** Gives an answer by the script of this product. */
    public static String respond(Operation op, Question.Option option) {
        return "scripts/respond " + op.id() + " " + option.action().word()
                + (option.choice() == null ? "" : "/" + option.choice());
    }

    private static ObjectNode answer(Question.Option option) {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("action", option.action().word());
        return option.choice() == null ? answer : answer.put("choice", option.choice());
    }

    /** The function's own region, not the cluster's: that of the execution. */
    private static String region(Operation op) {
        String[] arn = op.owner().executionArn().split(":", -1);
        return arn.length > 3 && !arn[3].isEmpty() ? " --region " + arn[3] : "";
    }

    /** A deployment gives its function the name of its machine, which the execution's ARN has. */
    private static String function(Operation op) {
        String[] arn = op.owner().executionArn().split(":", -1);
        return arn.length > NAME_IN_ARN && !arn[NAME_IN_ARN].isEmpty() ? arn[NAME_IN_ARN] : Product.NAME;
    }

    private static String quoted(ObjectNode json) {
        return "'" + json.toString().replace("'", "'\\''") + "'";
    }
}
