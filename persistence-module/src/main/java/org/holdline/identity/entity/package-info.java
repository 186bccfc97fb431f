/** Who somebody is, as the company's identity provider says. */
@NullMarked
package org.holdline.identity.entity;

import org.jspecify.annotations.NullMarked;
