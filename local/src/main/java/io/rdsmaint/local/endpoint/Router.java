package io.rdsmaint.local.endpoint;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the service of a request: by the path for unsigned administration, by the signature's scope for the rest. */
public final class Router implements Service {
    private final Map<String, Service> byScope;
    private final Map<String, Service> byPath;

    /**
     * A router.
     *
     * @param byScope services by the name that requests for them are signed with, such as states
     * @param byPath services by the beginning of the path, such as /admin
     */
    public Router(Map<String, Service> byScope, Map<String, Service> byPath) {
        this.byScope = new TreeMap<>(byScope);
        this.byPath = new TreeMap<>(byPath);
    }

    @Override
    public Answer answer(Call call) {
        Optional<Service> direct = byPath.entrySet().stream()
                .filter(entry -> call.uri().getPath().startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return direct.orElseGet(() -> signed(call)).answer(call);
    }

    private Service signed(Call call) {
        Optional<Credential> credential = call.credential();
        if (credential.isEmpty()) {
            throw new ServiceException(
                    403,
                    "MissingAuthenticationToken",
                    "The request is not signed, and its signature would say which service it is for. Any credentials"
                            + " do. Served here: " + served());
        }
        Service service = byScope.get(credential.get().service());
        if (service == null) {
            throw new ServiceException(
                    501,
                    "NotImplemented",
                    "The service '" + credential.get().service() + "' is not served here. Served: " + served());
        }
        return service;
    }

    private String served() {
        TreeSet<String> all = new TreeSet<>(byScope.keySet());
        all.addAll(byPath.keySet());
        return String.join(", ", all);
    }
}
