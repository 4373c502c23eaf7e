package io.rdsmaint.campaign;

import io.rdsmaint.testkit.lambda.Deployment;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests their campaign: the same one to all classes of this process, so that each subject is measured once. */
final class OneCampaign implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(OneCampaign.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Campaign.class;
    }

    @Override
    public Campaign resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Campaign.class, type -> new Campaign(new Deployment()), Campaign.class);
    }
}
