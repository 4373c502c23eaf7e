package io.rdsmaint.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Step;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A release is taken back while an operation has done what only the newer one knows: real documents, real steps. */
class UnknownKindsOfReleasesTest {
    private static final Path RELEASE = Path.of("src/test/resources/golden/0.1.0/instance_type_change");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void aRollbackEndsAtItAndNamesWhatItLeaves() throws JsonProcessingException {
        Operation end = ended("rolled-back", "deleting-temporary", "Change demo-two-2");

        assertThat(end.state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(end.steps().stream().map(Step::name))
                .as("nothing older than the unknown step is brought back over it")
                .noneMatch(name -> name.startsWith("Change demo-two-2 to db.r6g"));
        assertThat(end.residue())
                .anySatisfy(left -> assertThat(left).contains("Change demo-two-2", "of kind teleport"));
    }

    @Test
    void anAbortNamesWhatItLeaves() throws JsonProcessingException {
        Operation end = ended("troubled", "paused-timeout", "Change demo-multi-2");

        assertThat(end.state()).isEqualTo(OperationState.FAILED);
        assertThat(end.residue())
                .anySatisfy(left -> assertThat(left).contains("Change demo-multi-2", "of kind teleport"));
    }

    private static Operation ended(String story, String moment, String step) throws JsonProcessingException {
        Golden golden = Golden.read(RELEASE.resolve(story));
        Kept kept = golden.kept().stream()
                .filter(k -> k.moment().equals(moment))
                .findFirst()
                .orElseThrow();
        MemoryOperationStore store = new MemoryOperationStore();
        String id = store.restore(unknown(kept.document(), step), kept.log()).id();
        Story answering = told(story).reply(Story.asked(Question.Kind.DRIFT), "continue/accept");
        return new Telling(answering, store, _ -> {})
                .resumed(id, kept, golden.world())
                .operation();
    }

    private static Story told(String story) {
        return Stories.all().stream()
                .filter(s -> s.path().equals("instance_type_change/" + story))
                .findFirst()
                .orElseThrow();
    }

    /** The document with the first step of this name planned as something that nobody here knows. */
    private static String unknown(String document, String step) throws JsonProcessingException {
        ObjectNode tree = (ObjectNode) JSON.readTree(document);
        List<JsonNode> planned = tree.path("steps")
                .valueStream()
                .map(s -> s.path("planned"))
                .filter(p -> p.path("name").asText().startsWith(step))
                .toList();
        assertThat(planned).isNotEmpty();
        ((ObjectNode) planned.getFirst()).put("action", "teleport");
        return tree.toString();
    }
}
