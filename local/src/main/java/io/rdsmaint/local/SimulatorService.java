package io.rdsmaint.local;

import io.rdsmaint.local.endpoint.Answer;
import io.rdsmaint.local.endpoint.Call;
import io.rdsmaint.local.endpoint.CutException;
import io.rdsmaint.local.endpoint.Service;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Hands requests to the simulator. */
record SimulatorService(Simulator simulator) implements Service {
    @Override
    public Answer answer(Call call) {
        return switch (simulator.handle(request(call))) {
            case SimulatorResponse.Answer answer -> new Answer(answer.status(), answer.headers(), answer.body());
            case SimulatorResponse.Cut(String reason) -> throw new CutException(reason);
        };
    }

    /** The request as what is simulated takes it. */
    static SimulatorRequest request(Call call) {
        Map<String, List<String>> headers = call.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
        return new SimulatorRequest(call.method(), call.uri().toString(), headers, call.body());
    }
}
