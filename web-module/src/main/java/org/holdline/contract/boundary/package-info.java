/**
 * The contract, generated from the routes, the message table and {@code clients/protocol}: OpenAPI,
 * AsyncAPI, and both as pages for people.
 */
@NullMarked
package org.holdline.contract.boundary;

import org.jspecify.annotations.NullMarked;
