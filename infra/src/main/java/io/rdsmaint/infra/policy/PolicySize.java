package io.rdsmaint.infra.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awscdk.Aws;

/**
 * How large a policy is to IAM: its characters but for white space. What CloudFormation fills in is counted with the longest
 * that it can be, so that what is measured at synthesis fits in every partition, region and account.
 */
public final class PolicySize {
    /** The quota of all inline policies of a role together, which no request raises. */
    static final int INLINE = 10_240;

    /** The quota of a managed policy, which no request raises. */
    static final int MANAGED = 6_144;

    /** How many managed policies a role takes unless AWS raised it. */
    static final int ATTACHED = 10;

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int DOCUMENT = "{'Statement':[],'Version':'2012-10-17'}".length();
    private static final String PARTITION = "aws-us-gov";
    private static final String REGION = "ap-northeast-1";
    private static final String ACCOUNT = "123456789012";

    /** An ARN that CloudFormation knows only once the resource is there: the function's, a table's with its random end. */
    private static final String ARN = "a".repeat(140);

    private static final Pattern TOKEN = Pattern.compile("\\$\\{Token\\[[^\\]]*\\]\\}");

    private PolicySize() {}

    /** Of a whole policy. */
    static int of(List<Grant> grants) {
        return DOCUMENT + grants.stream().mapToInt(PolicySize::of).sum();
    }

    /** Of one statement, with the comma after it. */
    static int of(Grant grant) {
        try {
            String text = MAPPER.writeValueAsString(Map.of(
                    "Sid", grant.sid(),
                    "Effect", "Allow",
                    "Action", grant.actions(),
                    "Resource", grant.resources(),
                    "Condition", grant.conditions()));
            return filled(text).length() + 1;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, lists and maps are JSON", e);
        }
    }

    /** The most characters that a text has once CloudFormation has filled in what it can't know before. */
    public static int longest(String text) {
        return filled(text).length();
    }

    private static String filled(String text) {
        String known = text.replace(Aws.PARTITION, PARTITION)
                .replace(Aws.REGION, REGION)
                .replace(Aws.ACCOUNT_ID, ACCOUNT);
        return TOKEN.matcher(known).replaceAll(ARN);
    }
}
