package io.rdsmaint.infra.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The role by which source servers of another account are launched. */
class MemberRoleTest {
    @Test
    void itMayDoToServersWhatTheFunctionMayInTheRegionsChosen() throws IOException {
        JsonNode member = new JsonMapper()
                .readTree(Path.of("template/rds-maint-machine-recovery-member-role.template.json")
                        .toFile());
        JsonNode trust = member.at("/Resources/Role/Properties/AssumeRolePolicyDocument/Statement/0");
        assertThat(trust.at("/Principal/AWS/Ref").asText()).isEqualTo("FunctionRoleArn");
        assertThat(trust.at("/Condition/StringEquals/sts:ExternalId/Ref").asText())
                .isEqualTo("ExternalId");
        assertThat(member.at("/Parameters/RoleName/Default").asText()).isEqualTo("rds-maint-machine-recovery-member");
        JsonNode document = member.at("/Resources/RecoveryPolicy/Properties/PolicyDocument");
        assertThat(Flat.of(document).toString())
                .as("IAM takes so many characters")
                .hasSizeLessThan(6_144);
        assertThat(document.path("Statement").valueStream()).isNotEmpty().allSatisfy(statement -> {
            assertThat(statement.path("Action").toString())
                    .doesNotContain("rds:", "dynamodb:", "states:", "events:", "s3:", "sts:");
            assertThat(statement.path("Action").toString().contains("iam:PassRole")
                            || statement
                                    .at("/Condition/StringEquals/aws:RequestedRegion/Ref")
                                    .asText()
                                    .equals("Regions"))
                    .isTrue();
            assertThat(statement.toString()).doesNotContain("AWS::Region");
        });
        assertThat(document.toString())
                .contains("drs:StartRecovery", "drs:TagResource", "ec2:CreateLaunchTemplateVersion", "iam:PassRole");
    }
}
