package org.holdline.system.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.holdline.system.stage.OnStage;
import org.junit.jupiter.api.extension.ExtendWith;

/** The test takes the {@link Nodes}, and the stage on whose stores they stand. */
@OnStage
@ExtendWith(NodesExtension.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface InCluster {}
