/**
 * Scales services of a Docker Swarm in place of Data Flow's streams: a stack is a stream,
 * and a service is an application. The only package that knows Docker's API.
 */
@NullMarked
package io.github.dataflowautoscaler.docker;

import org.jspecify.annotations.NullMarked;
