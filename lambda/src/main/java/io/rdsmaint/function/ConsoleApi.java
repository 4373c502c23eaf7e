package io.rdsmaint.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Engine;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Invocation;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.NotOwner;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.gateway.stepfunctions.Starts;
import io.rdsmaint.http.HttpAnswer;
import io.rdsmaint.http.HttpRequest;
import io.rdsmaint.http.Identities;
import io.rdsmaint.http.Identity;
import io.rdsmaint.http.Problem;
import io.rdsmaint.http.Role;
import io.rdsmaint.http.Routes;
import java.util.List;
import java.util.function.Function;

/**
 * The HTTP API of the console: the same engine that the state machine and the commands use, with the identity that the API's
 * authorizer verified. Whatever can't be carried out is told as a problem, and nothing was changed.
 */
final class ConsoleApi {
    /** The header of each answer that has the function's time: what is unchanged has no body, and its age grows all the same. */
    private static final String NOW = "x-rds-maint-now";

    private final Identities identities;
    private final Routes<Function<ConsoleRequest, HttpAnswer>> routes = new Routes<>();

    ConsoleApi(Settings settings, Engine engine, RequestParser requests, StatusView views, Starts starts) {
        this.identities = Identities.from(settings.environment());
        ConsoleReads reads = new ConsoleReads(settings, engine, views);
        ConsoleChoices choices = new ConsoleChoices(settings, engine);
        ConsoleStarts begins = new ConsoleStarts(engine, requests, starts);
        ConsoleChanges changes = new ConsoleChanges(engine, requests, reads);
        routes.on("GET", "/session", Role.VIEWER, reads::session)
                .on("GET", "/operations", Role.VIEWER, reads::list)
                .on("GET", "/operations/{id}", Role.VIEWER, reads::operation)
                .on("GET", "/operations/{id}/log", Role.VIEWER, reads::log)
                .on("GET", "/targets/{kind}/{region}/{name}", Role.VIEWER, reads::target)
                .on("GET", "/targets/{kind}/{region}/{name}/now", Role.VIEWER, choices::look)
                .on("GET", "/residue", Role.VIEWER, reads::residue)
                .on("GET", "/freeze", Role.VIEWER, reads::freeze)
                .on("GET", "/types", Role.VIEWER, choices::types)
                .on("GET", "/types/{type}/targets", Role.VIEWER, choices::targets)
                .on("GET", "/types/{type}/lists/{list}", Role.VIEWER, choices::values)
                .on("POST", "/plans", Role.OPERATOR, begins::plan)
                .on("GET", "/plans/{name}", Role.VIEWER, begins::planned)
                .on("POST", "/operations", Role.OPERATOR, begins::start)
                .on("GET", "/starts/{name}", Role.VIEWER, begins::started)
                .on("POST", "/operations/{id}/answer", Role.OPERATOR, changes::answer)
                .on("PATCH", "/operations/{id}", Role.OPERATOR, changes::edit)
                .on("POST", "/operations/{id}/pause", Role.OPERATOR, changes::pause)
                .on("POST", "/operations/{id}/takeover", Role.ADMIN, begins::takeOver)
                .on("PUT", "/freeze", Role.ADMIN, changes::freeze)
                .on("DELETE", "/freeze", Role.ADMIN, changes::unfreeze);
    }

    /** Method, path and least role of each route. */
    List<Routes.Route<Function<ConsoleRequest, HttpAnswer>>> routes() {
        return routes.all();
    }

    /**
     * Answers a request.
     *
     * @param machine the ARN of the deployment's state machine
     */
    HttpAnswer answer(JsonNode event, Invocation invocation, String machine) {
        return answered(event, invocation, machine).with(NOW, invocation.now().toString());
    }

    private HttpAnswer answered(JsonNode event, Invocation invocation, String machine) {
        try {
            HttpRequest http = HttpRequest.of(event);
            Identity who = identities
                    .read(http)
                    .orElseThrow(() -> Problem.of(401, "Unauthorized", "nobody is signed in; sign in and try again"));
            Routes.Found<Function<ConsoleRequest, HttpAnswer>> found = routes.find(http);
            ConsoleRequest request = new ConsoleRequest(http, found.values(), who, invocation, machine);
            request.require(found.route().role(), http.method() + " " + http.path());
            return found.route().action().apply(request);
        } catch (Problem e) {
            return e.answer();
        } catch (InvalidRequest e) {
            return new Problem(400, "InvalidRequest", e.problems()).answer();
        } catch (NotOwner e) {
            return Problem.of(409, "NotOwner", String.valueOf(e.getMessage())).answer();
        } catch (TransientFailure e) {
            return Problem.of(503, "NotJustNow", e.getMessage() + ". Try again.")
                    .answer()
                    .with("retry-after", "5");
        } catch (LastingFailure e) {
            return Problem.of(502, "Refused", String.valueOf(e.getMessage())).answer();
        }
    }
}
