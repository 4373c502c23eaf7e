package io.rdsmaint.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.recovery.RecoveryPaths;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A function whose launches carry no tags: the second proof, by the servers themselves, is enough. */
@Tag("campaign")
class RecoveryFlawsTest {
    private static final String ASKED = "asked for no reason";
    private static final long SURVIVED = 30;

    private final Campaign campaign = RecoveryPaths.campaign();

    @Test
    void tagsThatAreLostAloneLaunchNothingTwice() {
        assertThat(campaign.showing(
                        campaign.draws(LongStream.rangeClosed(1, SURVIVED)),
                        RecoveryFlawsTest::tagsLost,
                        broken -> broken.contains("made twice") || broken.contains(ASKED)))
                .isEmpty();
    }

    /** Its launches carry no tags. */
    private static Flaw tagsLost() {
        return new Flaw() {
            @Override
            public SimulatorResponse sending(
                    LambdaInvocation from,
                    SimulatorRequest request,
                    Function<SimulatorRequest, SimulatorResponse> wire) {
                return wire.apply(request.path().equals("/StartRecovery") ? untagged(request) : request);
            }
        };
    }

    private static SimulatorRequest untagged(SimulatorRequest request) {
        ObjectNode body = (ObjectNode) JsonTrees.read(request.body().text());
        body.remove("tags");
        return new SimulatorRequest(request.method(), request.path(), request.headers(), Body.of(body.toString()));
    }
}
