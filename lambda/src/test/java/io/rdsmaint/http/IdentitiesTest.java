package io.rdsmaint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what is read from the groups claim, in whatever way gateways write lists. */
class IdentitiesTest {
    private static final Identities USUAL = Identities.from(Map.of());

    private static HttpRequest by(String claims) {
        ObjectNode event = HttpRequestTest.event("GET", "/console/api/session", "", "");
        ((ObjectNode) event.at("/requestContext/authorizer/jwt")).set("claims", HttpRequestTest.tree(claims));
        return HttpRequest.of(event);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[rds-maint-viewers]; VIEWER",
                "[a rds-maint-operators b]; OPERATOR",
                "[rds-maint-viewers rds-maint-admins]; ADMIN",
                "rds-maint-admins; ADMIN",
                "a,rds-maint-viewers; VIEWER"
            })
    void theHighestGroupCounts(String groups, Role role) {
        assertThat(USUAL.read(by("{\"sub\":\"s\",\"cognito:groups\":\"" + groups + "\"}")))
                .contains(new Identity("s", role));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sub\":\"s\"}",
                "{\"sub\":\"s\",\"cognito:groups\":\"\"}",
                "{\"sub\":\"s\",\"cognito:groups\":\"[rds-maint-adminsx xrds-maint-admins RDS-MAINT-ADMINS]\"}",
                "{\"sub\":\"s\",\"groups\":\"[rds-maint-admins]\"}",
                "{\"sub\":\"s\",\"cognito:groups\":{\"rds-maint-admins\":1}}"
            })
    void whoIsInNoGroupMayDoNothing(String claims) {
        Problem problem = catchThrowableOfType(Problem.class, () -> USUAL.read(by(claims)));

        assertThat(problem.status()).isEqualTo(403);
        assertThat(problem.getMessage()).contains("rds-maint-admins, rds-maint-operators, rds-maint-viewers");
    }

    @Test
    void withoutClaimsThereIsNobody() {
        assertThat(USUAL.read(by("{}"))).isEqualTo(Optional.empty());
    }

    @Test
    void peopleAreCalledByWhatTheyKnowEachOtherBy() {
        assertThat(USUAL.read(by("{\"sub\":\"s\",\"username\":\"u\",\"email\":\"e@x\","
                                + "\"cognito:groups\":\"[rds-maint-viewers]\"}"))
                        .orElseThrow()
                        .name())
                .isEqualTo("e@x");
    }

    @Test
    void claimAndGroupsAreTheDeploymentsOwn() {
        Identities own = Identities.from(Map.of("CONSOLE_GROUPS_CLAIM", "roles", "CONSOLE_ADMINS", "dba"));

        assertThat(own.read(by("{\"sub\":\"s\",\"roles\":\"[dba]\"}"))).contains(new Identity("s", Role.ADMIN));
    }
}
