package io.github.dataflowautoscaler.shell;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Adds the {@code autoscale} commands to the Data Flow Shell that the plugin's jar is put
 * beside.
 */
@AutoConfiguration
@Import({ DataFlowServer.class, WebHook.class, PolicyDirectory.class, Permissions.class, CommandFailureHandler.class,
		StreamNames.class, ApplicationNames.class, Commands.class, Display.class, Questions.class, SetCommand.class,
		PolicyCommands.class, StatusCommands.class, HistoryCommand.class, ExplainCommand.class,
		SimulationCommands.class, DoctorCommand.class, ServerCommands.class, FileCommands.class, ScheduleCommands.class,
		BudgetCommands.class, UnkeptLines.class })
public class AutoscaleShellAutoConfiguration {

}
