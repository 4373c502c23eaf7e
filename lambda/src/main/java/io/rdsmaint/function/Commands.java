package io.rdsmaint.function;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Question;
import java.util.ArrayList;
import java.util.List;

/** Ready-to-paste commands of a question: to look closer, and to give each answer. The task token never appears in them. */
final class Commands {
    private Commands() {}

    static List<String> of(Operation op, Question question) {
        List<String> all = new ArrayList<>(question.commands());
        all.add("aws rds describe-db-instances --region " + op.target().region()
                + " --filters Name=db-cluster-id,Values=" + op.target().clusterId());
        for (Question.Option option : question.options()) {
            ObjectNode answer = JsonNodeFactory.instance
                    .objectNode()
                    .put("action", option.action().word());
            if (option.choice() != null) {
                answer.put("choice", option.choice());
            }
            all.add("aws stepfunctions send-task-success --task-token \"$TASK_TOKEN\" --task-output '" + answer + "'");
        }
        return all;
    }
}
