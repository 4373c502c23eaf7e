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

/**
 * Of the two proofs of a launch either is enough. A function that has neither does not launch twice even so, for what its lost call made
 * is in its way; it asks people about its own launch, and is found by that.
 */
@Tag("campaign")
class RecoveryFlawsTest {
    private static final String ASKED = "asked for no reason";
    private static final long SEARCHED = 150;
    private static final long SURVIVED = 30;

    private final Campaign campaign = RecoveryPaths.campaign();

    @Test
    void tagsThatAreLostAloneLaunchNothingTwice() {
        assertThat(campaign.showing(
                        campaign.draws(LongStream.rangeClosed(1, SURVIVED)),
                        () -> tagsLost(false),
                        broken -> broken.contains("made twice") || broken.contains(ASKED)))
                .isEmpty();
    }

    @Test
    void aFunctionThatLosesTagsAndIsBlindToLaunchesIsFound() {
        assertThat(campaign.showing(
                        campaign.draws(LongStream.rangeClosed(1, SEARCHED)),
                        () -> tagsLost(true),
                        broken -> broken.contains(ASKED)))
                .isPresent();
    }

    /** Its launches carry no tags. */
    private static Flaw tagsLost(boolean blind) {
        return new Flaw() {
            @Override
            public SimulatorResponse sending(
                    LambdaInvocation from,
                    SimulatorRequest request,
                    Function<SimulatorRequest, SimulatorResponse> wire) {
                SimulatorResponse answer =
                        wire.apply(request.path().equals("/StartRecovery") ? untagged(request) : request);
                return blind && request.path().equals("/DescribeSourceServers") ? blinded(answer) : answer;
            }
        };
    }

    private static SimulatorRequest untagged(SimulatorRequest request) {
        ObjectNode body = (ObjectNode) JsonTrees.read(request.body().text());
        body.remove("tags");
        return new SimulatorRequest(request.method(), request.path(), request.headers(), Body.of(body.toString()));
    }

    private static SimulatorResponse blinded(SimulatorResponse response) {
        return response instanceof SimulatorResponse.Answer answer
                ? new SimulatorResponse.Answer(
                        answer.status(),
                        answer.headers(),
                        Body.of(answer.text().replace("\"initiated\"", "\"forgotten\"")))
                : response;
    }
}
