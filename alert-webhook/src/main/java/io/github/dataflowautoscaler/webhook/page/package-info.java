/**
 * The pages that people look at and set policies with: what others know and decide,
 * rendered by the server.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.page;

import org.jspecify.annotations.NullMarked;
