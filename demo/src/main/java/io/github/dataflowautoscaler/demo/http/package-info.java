/**
 * JSON over HTTP.
 */
@NullMarked
package io.github.dataflowautoscaler.demo.http;

import org.jspecify.annotations.NullMarked;
