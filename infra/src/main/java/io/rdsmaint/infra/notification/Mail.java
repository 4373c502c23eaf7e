package io.rdsmaint.infra.notification;

import io.rdsmaint.infra.EncryptedTopic;
import io.rdsmaint.infra.LogicalIds;
import io.rdsmaint.infra.Roles;
import io.rdsmaint.infra.policy.Grant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.SfnStateMachine;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.JsonPath;
import software.amazon.awscdk.services.stepfunctions.RetryProps;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.amazon.awscdk.services.stepfunctions.TaskInput;
import software.amazon.awscdk.services.stepfunctions.tasks.SnsPublish;
import software.amazon.awscdk.services.stepfunctions.tasks.SqsSendMessage;
import software.constructs.Construct;

/**
 * Sends e-mail by a topic, through an express state machine of one call: a rule can publish to a topic, but only a JSON
 * string, whose quotes and escapes would be in the mail and in every command to paste, and without a subject.
 */
final class Mail implements Receiver {
    private final StateMachine machine;
    private final IRole role;
    private final IQueue deadLetters;

    Mail(Construct scope, List<String> addresses, IQueue deadLetters) {
        this.deadLetters = deadLetters;
        Construct mail = new Construct(scope, "Mail");
        Topic topic = EncryptedTopic.create(mail, "MailTopic", "mails notifications");
        addresses.forEach(address -> topic.addSubscription(new EmailSubscription(address)));
        machine = StateMachine.Builder.create(mail, "Machine")
                .stateMachineType(StateMachineType.EXPRESS)
                .comment("Mails one notification.")
                .timeout(Duration.minutes(5))
                .definitionBody(DefinitionBody.fromChainable(publish(mail, topic)))
                .role(Roles.forStepFunctions(mail, "MailMachineRole", grants(topic)))
                .build();
        LogicalIds.fix(machine, "MailMachine");
        role = Roles.forRules(
                mail,
                "MailRole",
                new Grant(
                        "StartMail",
                        "The rules start the machine that mails.",
                        List.of("states:StartExecution"),
                        List.of(machine.getStateMachineArn())));
    }

    @Override
    public Optional<IRuleTarget> target(News news) {
        return switch (news) {
            case ASKED, ENDED, STALLED, NOT_STARTED ->
                Optional.of(mail(news.notification("title"), news.notification("message")));
            case GAVE_UP, NEVER_BEGAN -> {
                GaveUp told = GaveUp.of(news);
                yield Optional.of(mail(told.title(), Body.of("text", told.text())));
            }
            case ANSWERED -> Optional.empty();
        };
    }

    private IRuleTarget mail(String subject, Object message) {
        return SfnStateMachine.Builder.create(machine)
                .input(RuleTargetInput.fromObject(Body.of("subject", subject, "message", message)))
                .role(role)
                .deadLetterQueue(deadLetters)
                .maxEventAge(Destination.OLDEST_EVENT)
                .retryAttempts(Destination.RETRIES)
                .build();
    }

    private SnsPublish publish(Construct scope, Topic topic) {
        SnsPublish publish = SnsPublish.Builder.create(scope, "Publish")
                .comment("The subject is plain and short; the text is as the function wrote it.")
                .topic(topic)
                .subject(JsonPath.stringAt("$.subject"))
                .message(TaskInput.fromJsonPathAt("$.message.text"))
                .build();
        publish.addRetry(RetryProps.builder()
                .errors(List.of("States.ALL"))
                .interval(Duration.seconds(2))
                .backoffRate(2)
                .maxAttempts(6)
                .build());
        SqsSendMessage keep = SqsSendMessage.Builder.create(scope, "Keep what could not be mailed")
                .comment("Beside the events that could not be delivered.")
                .queue(deadLetters)
                .messageBody(TaskInput.fromJsonPathAt("$"))
                .build();
        publish.addCatch(keep, CatchProps.builder().resultPath("$.failure").build());
        return publish;
    }

    private List<Grant> grants(Topic topic) {
        return List.of(
                new Grant("Mail", "Publishes to the topic.", List.of("sns:Publish"), List.of(topic.getTopicArn())),
                new Grant(
                        "EncryptMail",
                        "The topic is encrypted by a key of ours, the queue by the deployment's if it has one.",
                        List.of("kms:Decrypt", "kms:GenerateDataKey"),
                        Stream.of(topic.getMasterKey(), deadLetters.getEncryptionMasterKey())
                                .filter(Objects::nonNull)
                                .map(IKey::getKeyArn)
                                .toList()),
                new Grant(
                        "KeepMail",
                        "Keeps what could not be mailed.",
                        List.of("sqs:SendMessage"),
                        List.of(deadLetters.getQueueArn())));
    }
}
