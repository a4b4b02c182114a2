package io.github.dataflowautoscaler.demo.platform;

import java.util.List;

/**
 * What it takes to run a server.
 *
 * @param name its name, also that of its log file
 * @param command the program and its arguments
 * @param readiness how to see that it is ready
 */
record ServerDefinition(String name, List<String> command, Readiness readiness) {

}
