package io.rdsmaint.aurora.engineupgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.aurora.engineupgrade.ParameterMigration.Carried;
import io.rdsmaint.aurora.engineupgrade.ParameterMigration.ChangedDefault;
import io.rdsmaint.aurora.engineupgrade.ParameterMigration.Lost;
import io.rdsmaint.gateway.rds.ParameterDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterMigrationTest {

    @Test
    void whatSomebodySetIsCarriedAndTheRestIsNot() {
        ParameterMigration m = migrate(
                List.of(set("work_mem", "16384"), usual("shared_buffers", "8")),
                List.of(known("work_mem", null, "integer", "64-2147483647", true), usual("shared_buffers", "8")));

        assertThat(m.carried()).containsExactly(new Carried("work_mem", true, Optional.empty()));
        assertThat(m.lost()).isEmpty();
        assertThat(m.changedDefaults()).isEmpty();
    }

    @Test
    void whatTheNewFamilyHasByItselfNeedsNoSetting() {
        ParameterMigration m = migrate(
                List.of(set("rds.force_ssl", "1")), List.of(known("rds.force_ssl", "1", "boolean", "0,1", true)));

        assertThat(m.carried()).isEmpty();
        assertThat(m.usual()).containsExactly("rds.force_ssl");
    }

    @Test
    void h40EveryParameterThatCannotBeCarriedIsNamedWithItsReason() {
        ParameterMigration m = migrate(
                List.of(
                        set("gone", "1"),
                        set("fixed", "1"),
                        set("narrow", "500"),
                        set("young", "1"),
                        set("serverless", "1"),
                        set("libraries", "pgaudit,pg_old")),
                List.of(
                        new ParameterDefinition("fixed", "2", "system", "integer", "", false, true, "", Set.of()),
                        known("narrow", null, "integer", "1-100", true),
                        new ParameterDefinition(
                                "young", null, "engine-default", "integer", "", true, true, "16.6", Set.of()),
                        new ParameterDefinition(
                                "serverless",
                                null,
                                "engine-default",
                                "integer",
                                "",
                                true,
                                true,
                                "",
                                Set.of("serverless")),
                        known("libraries", null, "list", "pgaudit,pg_cron", false)));

        assertThat(m.carried()).isEmpty();
        assertThat(m.lost())
                .extracting(Lost::line)
                .containsExactly(
                        "fixed (not modifiable in the new family)",
                        "gone (gone in the new family)",
                        "libraries (its value is not among those allowed: pgaudit,pg_cron)",
                        "narrow (its value is not among those allowed: 1-100)",
                        "serverless (only for engine mode serverless)",
                        "young (needs engine version 16.6)");
    }

    @Test
    void noReasonGivesAValueAway() {
        ParameterMigration m = migrate(
                List.of(set("init_connect", "SET @secret = 'hunter2'")),
                List.of(known("init_connect", null, "string", "a,b", true)));

        assertThat(m.lost()).extracting(Lost::line).noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void aValueThatMustBeAnotherOnGreenIsCarriedAsThatOne() {
        ParameterMigration m = ParameterMigration.of(
                List.of(set("event_scheduler", "ON")),
                List.of(known("event_scheduler", "ON", "string", "ON,OFF", true)),
                "16.4",
                Map.of("event_scheduler", "OFF"));

        assertThat(m.carried()).containsExactly(new Carried("event_scheduler", true, Optional.of("OFF")));
    }

    @Test
    void defaultsThatChangeAreTold() {
        ParameterMigration m = migrate(
                List.of(usual("rds.force_ssl", "0"), set("other", "5")),
                List.of(usual("rds.force_ssl", "1"), usual("other", "6")));

        assertThat(m.changedDefaults()).containsExactly(new ChangedDefault("rds.force_ssl", "0", "1"));
    }

    @Test
    void twoGroupsDifferInWhatIsSetInEither() {
        List<Lost> differences = ParameterMigration.differences(
                List.of(set("same", "1"), set("other", "1"), set("unset", "1"), usual("more", "1"), set("gone", "1")),
                List.of(set("same", "1"), set("other", "2"), usual("unset", "3"), set("more", "2")));

        assertThat(differences)
                .extracting(Lost::line)
                .containsExactly(
                        "gone (gone in the new family)",
                        "more (set there only)",
                        "other (set to another value there)",
                        "unset (not set there)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|anything|true",
                "0,1|1|true",
                "0,1|2|false",
                "1-100|100|true",
                "1-100|101|false",
                "-1-2147483647|-1|true",
                "-1-2147483647|-2|false",
                "0-1.5|0.25|true",
                "none,ddl,mod,all|ALL|true",
                "none,ddl,mod,all|some|false",
                "-1, 10-20|-1|true",
                "1-100|{DBInstanceClassMemory/12038}|true",
                "1-100|GREATEST(1,2)|true",
                "1-100|word|false"
            })
    void allowedValuesAreReadAsAwsWritesThem(String allowed, String value, boolean takes) {
        assertThat(new AllowedValues(allowed).takes(value, false)).isEqualTo(takes);
    }

    @ParameterizedTest
    @CsvSource({
        "15.8, 16.1, true",
        "16.10, 16.9, false",
        "16.4, 16.4, false",
        "8.0.mysql_aurora.3.05.2, 8.0.mysql_aurora.3.08.2, true",
        "8.0.mysql_aurora.3.08.2, 5.7.mysql_aurora.2.12.4, false",
        "8.0.mysql_aurora.3.08.2, 5.7.10, false"
    })
    void versionsAreOrderedByTheirNumbers(String version, String other, boolean before) {
        assertThat(VersionOrder.before(version, other)).isEqualTo(before);
    }

    private static ParameterMigration migrate(List<ParameterDefinition> source, List<ParameterDefinition> target) {
        return ParameterMigration.of(source, target, "16.4", Map.of());
    }

    private static ParameterDefinition set(String name, String value) {
        return new ParameterDefinition(name, value, "user", "string", "", true, true, "", Set.of("provisioned"));
    }

    private static ParameterDefinition usual(String name, String value) {
        return known(name, value, "string", "", true);
    }

    private static ParameterDefinition known(
            String name, @Nullable String value, String type, String allowed, boolean dynamic) {
        return new ParameterDefinition(
                name, value, "engine-default", type, allowed, true, dynamic, "", Set.of("provisioned"));
    }
}
