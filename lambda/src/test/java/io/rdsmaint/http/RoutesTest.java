package io.rdsmaint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class RoutesTest {
    private final Routes<String> routes = new Routes<String>()
            .on("GET", "/operations", Role.VIEWER, "list")
            .on("GET", "/operations/{id}", Role.VIEWER, "one")
            .on("PATCH", "/operations/{id}", Role.OPERATOR, "edit");

    private Routes.Found<String> find(String method, String path) {
        return routes.find(HttpRequest.of(HttpRequestTest.event(method, "/console/api" + path, "", "")));
    }

    @Test
    void aPartInBracesStandsForAnyText() {
        assertThat(find("GET", "/operations").route().action()).isEqualTo("list");
        assertThat(find("GET", "/operations/op-1").values()).containsEntry("id", "op-1");
        assertThat(find("GET", "/operations/a%2Fb+c").values()).containsEntry("id", "a/b+c");
    }

    @Test
    void anUnknownPathIsToldFromAWrongMethod() {
        assertThat(catchThrowableOfType(Problem.class, () -> find("GET", "/operations/a/b"))
                        .status())
                .isEqualTo(404);
        Problem method = catchThrowableOfType(Problem.class, () -> find("DELETE", "/operations/a"));
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.getMessage()).contains("takes GET, PATCH, not DELETE");
    }
}
