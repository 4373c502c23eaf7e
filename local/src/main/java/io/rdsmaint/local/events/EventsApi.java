package io.rdsmaint.local.events;

import io.rdsmaint.local.endpoint.Answer;
import io.rdsmaint.local.endpoint.Call;
import io.rdsmaint.local.endpoint.Service;
import io.rdsmaint.local.endpoint.ServiceException;

/** EventBridge's PutEvents, and nothing else of EventBridge. */
public final class EventsApi implements Service {
    private final EventBus bus;

    /** The protocol of this bus. */
    public EventsApi(EventBus bus) {
        this.bus = bus;
    }

    @Override
    public Answer answer(Call call) {
        if (!call.target().equals("PutEvents")) {
            throw new ServiceException(
                    501, "NotImplemented", "Of EventBridge only PutEvents is served here, not '" + call.target() + "'");
        }
        return Answer.json(
                200, bus.put(call.json().path("Entries").valueStream().toList()));
    }
}
