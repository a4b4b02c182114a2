package io.github.dataflowautoscaler.shell;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Adds the {@code autoscale} commands to the Data Flow Shell that the plugin's jar is put
 * beside.
 */
@AutoConfiguration
@Import({ DataFlowServer.class, WebHook.class, Permissions.class, CommandFailureHandler.class, StreamNames.class,
		ApplicationNames.class, Choices.Strategies.class, Choices.Flags.class, Choices.Outputs.class,
		PolicyCommands.class, StatusCommands.class, DoctorCommand.class, ServerCommands.class })
public class AutoscaleShellAutoConfiguration {

}
