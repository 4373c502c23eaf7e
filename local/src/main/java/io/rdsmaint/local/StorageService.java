package io.rdsmaint.local;

import io.rdsmaint.local.endpoint.Answer;
import io.rdsmaint.local.endpoint.Call;
import io.rdsmaint.local.endpoint.Service;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.s3.ObjectStorage;

/** Hands requests to the object storage. */
record StorageService(ObjectStorage storage) implements Service {
    @Override
    public Answer answer(Call call) {
        SimulatorResponse.Answer answer = storage.handle(SimulatorService.request(call));
        return new Answer(answer.status(), answer.headers(), answer.body());
    }
}
