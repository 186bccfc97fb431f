package org.holdline.system.cluster;

import org.holdline.system.stage.Stage;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the {@link Nodes} for the first test that asks for them; JUnit ends them after the last.
 */
final class NodesExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Nodes.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(NodesExtension.class))
        .computeIfAbsent(Nodes.class, key -> Nodes.start(Stage.of(context)), Nodes.class);
  }
}
