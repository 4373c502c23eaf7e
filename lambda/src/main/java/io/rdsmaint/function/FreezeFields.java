package io.rdsmaint.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.kit.RequestFields;
import java.util.List;
import java.util.Optional;

/** Reads a {@code resume} that freezes or unfreezes: an edit of no operation, but of all. */
final class FreezeFields {
    private static final String FREEZE = "freeze";

    /** Characters: it stands in what every held step waits for; chosen. */
    private static final int LONGEST_REASON = 500;

    /** Characters: a person's name, an address or an ARN; chosen. */
    static final int LONGEST_NAME = 200;

    private FreezeFields() {}

    /** True when the request's edit has a freeze in it, even null. */
    static boolean given(JsonNode input) {
        return input.path("edit").has(FREEZE);
    }

    static Request read(RequestFields fields, List<String> problems) {
        Optional<String> operation = fields.text("operation_id");
        JsonNode answered = fields.any("question_id");
        JsonNode response = fields.any("response");
        JsonNode execution = fields.any("execution_arn");
        ObjectNode edit = fields.object("edit");
        if (operation.isPresent()) {
            problems.add("edit.freeze is for all operations of the deployment: leave operation_id out. To pause one"
                    + " operation, edit its pause_before: [\"next\"]");
        }
        if (present(answered) || present(response) || present(execution) || edit.size() > 1) {
            problems.add("edit.freeze comes alone: without question_id, response, execution_arn and other edits");
        }
        if (edit.path(FREEZE).isNull()) {
            return new Request.Unfreezing();
        }
        RequestFields freeze =
                new RequestFields(new RequestFields(edit, "edit.", problems).object(FREEZE), "edit.freeze.", problems);
        String reason = freeze.required("reason");
        String by = freeze.text("by").filter(b -> !b.isBlank()).orElse("a person");
        tooLong("reason", reason, LONGEST_REASON, freeze);
        tooLong("by", by, LONGEST_NAME, freeze);
        freeze.refuseOthers();
        return new Request.Freezing(reason, by);
    }

    private static boolean present(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    private static void tooLong(String name, String text, int most, RequestFields fields) {
        if (text.length() > most) {
            fields.refuse(name, text, "a text of at most " + most + " characters");
        }
    }
}
