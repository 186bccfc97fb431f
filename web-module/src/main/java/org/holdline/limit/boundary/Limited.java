package org.holdline.limit.boundary;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.holdline.limit.control.Budget;

/** On a route: a budget of the caller that a call is charged to, beside that of all calls. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Limited {
  Budget value();

  /** Whether it is charged to this budget instead of that of all calls. */
  boolean alone() default false;
}
