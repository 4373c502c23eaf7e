package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.SourceType;
import software.amazon.awssdk.services.rds.model.Tag;

/** What AWS does not take is refused by a sentence: never taken, never a broken connection, never an answer that no client can read. */
class NonsenseTest {
    private static final String CLUSTER = "arn:aws:rds:us-east-1:123456789012:cluster:demo-multi";
    private static final URI ANYWHERE = URI.create("http://simulator.invalid/");

    private final Lab lab = new Lab(Scenarios.multiNode());

    static Stream<Arguments> badTags() {
        return Stream.of(
                Arguments.of("", "value"),
                Arguments.of("k".repeat(129), "value"),
                Arguments.of("key", "v".repeat(257)),
                Arguments.of("aws:key", "value"),
                Arguments.of("rds:key", "value"),
                Arguments.of("key", "aws:value"),
                Arguments.of("key", "<&>\"'"),
                Arguments.of("key", "\uD83D\uDE00"),
                Arguments.of("k*y", "value"),
                Arguments.of("key", "a\u0001b"),
                Arguments.of("key", "a\nb"));
    }

    @ParameterizedTest
    @MethodSource("badTags")
    void aTagThatAwsDoesNotTakeIsRefused(String key, String value) {
        assertRefused("InvalidParameterValue", () -> tag(key, value));

        assertThat(lab.cluster("demo-multi").tagList()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"key,", "Cost center,RD", "a_b.c:d/e=f+g-h@i,ünï 1/2=x+y-z@w"})
    void aTagOfTheAllowedCharactersIsTaken(String key, String value) {
        tag(key, value == null ? "" : value);

        assertThat(lab.cluster("demo-multi").tagList()).hasSize(2);
    }

    @Test
    void aResourceHasFiftyTagsInAll() {
        tag(IntStream.rangeClosed(2, 50).mapToObj(i -> new String[] {"k" + i, "v"}));

        assertRefused("InvalidParameterValue", () -> tag("one-more", "v"));
        tag("k2", "another value");
        assertThat(lab.cluster("demo-multi").tagList()).hasSize(50);
    }

    @Test
    void tagsAreCountedWhereAResourceIsMade() {
        List<Tag> many = IntStream.rangeClosed(1, 51)
                .mapToObj(i -> Tag.builder().key("k" + i).value("v").build())
                .toList();

        assertRefused(
                "InvalidParameterValue", () -> lab.create("extra", "demo-multi", "db.r6g.large", r -> r.tags(many)));
        assertThat(lab.rds.describeDBInstances().dbInstances()).hasSize(3);
    }

    @Test
    void noTagsAreNoRequest() {
        assertThat(code("Action=AddTagsToResource&ResourceName=" + CLUSTER + "&Tags="))
                .isEqualTo("MissingParameter");
    }

    @ParameterizedTest
    @CsvSource({
        "DBClusterIdentifier=%ZZ, MalformedQueryString",
        "DBClusterIdentifier=%, MalformedQueryString",
        "%ZZ=x, MalformedQueryString",
        "DBClusterIdentifier=a%00b, InvalidParameterValue",
        "DBClusterIdentifier=a%01b, InvalidParameterValue",
        "a%02b=x, InvalidParameterValue",
        "DBClusterIdentifier=%EF%BF%BE, InvalidParameterValue",
        "Filters=x, InvalidParameterValue",
        "MaxRecords=many, InvalidParameterValue"
    })
    void aFormThatCannotBeReadIsRefused(String form, String code) {
        assertThat(code("Action=DescribeDBClusters&" + form)).isEqualTo(code);
    }

    @Test
    void whateverArrivesIsAnsweredByXmlThatCanBeRead() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[2_048];
            random.nextBytes(bytes);
            parse(sent(bytes));
            parse(sent(("Action=DescribeDBClusters&Version=2014-10-31&" + ".a".repeat(i * 20) + "=1")
                    .getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void whatIsQuotedInARefusalCanBeWrittenAsXml() throws Exception {
        lab.simulator.inject(Fault.error("DescribeDBClusters", "Odd\u0001<Code>", 400));

        parse(sent("Action=DescribeDBClusters&Version=2014-10-31".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void onlyAFaultBreaksAConnection() throws Exception {
        var simulator = new Simulator(Clock.systemUTC(), Scenarios.multiNode());
        try (var server = new SimulatorServer(simulator, 0);
                var http = HttpClient.newHttpClient()) {
            byte[] bytes = new byte[2_048];
            new Random(1).nextBytes(bytes);
            for (byte[] body : List.of(bytes, "Action=%ZZ".getBytes(StandardCharsets.UTF_8))) {
                HttpRequest.Builder request =
                        HttpRequest.newBuilder(server.endpoint()).POST(HttpRequest.BodyPublishers.ofByteArray(body));
                headers(Instant.now()).forEach((name, value) -> request.header(name, value.getFirst()));
                assertThat(http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void filtersThatNobodyNamedAreRefused() {
        Filter filter = Filter.builder().name("source-arn").values(CLUSTER).build();

        assertRefused("InvalidParameterValue", () -> lab.rds.describeIntegrations(r -> r.filters(filter)));
        assertRefused("InvalidParameterValue", () -> lab.rds.describeEvents(r -> r.filters(filter)));
        assertRefused("InvalidParameterValue", () -> lab.rds.describeDBProxies(r -> r.filters(filter)));
        assertRefused("InvalidParameterValue", () -> lab.rds.describeCertificates(r -> r.filters(filter)));
    }

    @Test
    void eventsOfNothingOrOfNoTimeAreRefused() {
        assertRefused("InvalidParameterValue", () -> lab.rds.describeEvents(r -> r.duration(-5)));
        assertRefused("InvalidParameterValue", () -> lab.rds.describeEvents(r -> r.sourceType("db-moon")));
        assertRefused(
                "InvalidParameterValue",
                () -> lab.rds.describeEvents(r -> r.startTime(Lab.START).endTime(Lab.START.minusSeconds(1))));
        assertThat(lab.rds
                        .describeEvents(r -> r.sourceType(SourceType.DB_PROXY))
                        .events())
                .isEmpty();
    }

    @Test
    void maintenanceOfWhatDoesNotExistIsRefused() {
        assertRefused(
                "ResourceNotFoundFault",
                () -> lab.rds.describePendingMaintenanceActions(r -> r.resourceIdentifier(CLUSTER + "-gone")));
        assertThat(lab.rds
                        .describePendingMaintenanceActions(r -> r.resourceIdentifier(CLUSTER))
                        .pendingMaintenanceActions())
                .isEmpty();
    }

    @Test
    void aFailoverToWhatDoesNotExistAnswersAsItsModelLists() {
        assertRefused("InvalidDBInstanceState", () -> lab.failOver("demo-multi", "nobody"));
        assertRefused("DBClusterNotFoundFault", () -> lab.failOver("nobody", "demo-multi-2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "incompatible-network", "incompatible-restore"})
    void anInstanceThatHasFailedIsDeletedWithoutSnapshotOnly(String status) {
        lab.simulator.outsider().breakDown("demo-multi-3", status);

        assertRefused(
                "InvalidDBInstanceState", () -> lab.rds.deleteDBInstance(r -> r.dbInstanceIdentifier("demo-multi-3")));
        assertRefused(
                "InvalidDBInstanceState",
                () -> lab.rds.deleteDBInstance(
                        r -> r.dbInstanceIdentifier("demo-multi-3").skipFinalSnapshot(false)));
        lab.delete("demo-multi-3");
        lab.settle();
        assertThat(lab.rds.describeDBInstances().dbInstances()).hasSize(2);
    }

    @Test
    void aHealthyMemberNeedsNoWordAboutSnapshots() {
        lab.rds.deleteDBInstance(r -> r.dbInstanceIdentifier("demo-multi-3"));

        lab.settle();
        assertThat(lab.rds.describeDBInstances().dbInstances()).hasSize(2);
    }

    @Test
    void aProxyTellsItsNetwork() {
        Lab proxied = new Lab(Scenarios.proxy());

        assertThat(proxied.rds.describeDBProxies(r -> {}).dbProxies().getFirst().vpcId())
                .isEqualTo(proxied.instance("demo-proxied-1").dbSubnetGroup().vpcId())
                .startsWith("vpc-");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            faults   | {"kind":"stuck","colour":"red"}                                     | unknown field colour
            faults   | {"kind":"odd"}                                                      | kind must be one of
            faults   | {"kind":"error","action":"ModifyDBInstnce"}                         | there is no action ModifyDBInstnce
            faults   | {"kind":"error","skip":"two"}                                       | skip must be a whole number
            faults   | {"kind":"error","times":"often"}                                    | times must be a whole number
            faults   | {"kind":"slow","delay_seconds":-1}                                  | delay_seconds must be 0 or more
            faults   | {"kind":"error","http_status":"x"}                                  | http_status must be a whole number
            faults   | []                                                                  | the body must be a JSON object
            scenario | {"name":"two-node","seed":"x"}                                      | seed must be a whole number
            scenario | {"name":"two-node","speed":2}                                       | unknown field speed
            scenario | {"name":"moon"}                                                     | name must be one of
            clock    | {"seconds":-60}                                                     | no clock runs backwards
            clock    | {"seconds":"soon"}                                                  | seconds must be a whole number
            clock    | {}                                                                  | seconds must be a whole number
            clock    | {"minutes":1}                                                       | unknown field minutes
            outsider | {"do":"nothing"}                                                    | do must be one of
            outsider | {"do":"reboot","instance":"demo-multi-1","how":"fast"}              | unknown field how
            outsider | {"do":"lag","instance":"demo-multi-2","millis":"long"}              | millis must be a number
            outsider | {"do":"tier","instance":"demo-multi-2","tier":"low"}                | tier must be a whole number
            outsider | {"do":"long-transactions","cluster":"demo-multi","open":"perhaps"}  | open must be true or false
            outsider | {"do":"reboot","instance":"nobody"}                                 | there is no instance nobody
            """)
    void anAdminRequestThatMakesNoSenseIsRefusedByASentence(String what, String body, String sentence) {
        SimulatorResponse.Answer answer = (SimulatorResponse.Answer)
                lab.simulator.handle(new SimulatorRequest("POST", "/admin/" + what, Map.of(), Body.of(body)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(sentence);
        assertThat(lab.simulator.faults()).isEmpty();
        assertThat(lab.clock.instant()).isEqualTo(Lab.START);
    }

    private void tag(String key, String value) {
        tag(Stream.<String[]>of(new String[] {key, value}));
    }

    private void tag(Stream<String[]> tags) {
        lab.rds.addTagsToResource(r -> r.resourceName(CLUSTER)
                .tags(tags.map(t -> Tag.builder().key(t[0]).value(t[1]).build()).toList()));
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    private String code(String form) {
        SimulatorResponse.Answer answer = sent((form + "&Version=2014-10-31").getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(400);
        return answer.text().replaceAll("(?s).*<Code>(.*)</Code>.*", "$1");
    }

    private SimulatorResponse.Answer sent(byte[] body) {
        return (SimulatorResponse.Answer) lab.simulator.handle(
                new SimulatorRequest("POST", ANYWHERE.getPath(), headers(lab.clock.instant()), Body.of(body)));
    }

    private static Map<String, List<String>> headers(Instant at) {
        String stamp =
                at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
        return Map.of(
                "Authorization",
                List.of("AWS4-HMAC-SHA256 Credential=local/" + stamp.substring(0, 8)
                        + "/us-east-1/rds/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64)),
                "X-Amz-Date",
                List.of(stamp));
    }

    private static void parse(SimulatorResponse.Answer answer) throws Exception {
        assertThat(answer.status()).isEqualTo(400);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.body().bytes()));
    }
}
