package io.github.dataflowautoscaler.shellstandin;

import org.springframework.cloud.dataflow.rest.client.DataFlowOperations;

/** Stands in for the shell's holder of Data Flow's REST client. */
public class DataFlowShell {

	private DataFlowOperations dataFlowOperations;

	public DataFlowOperations getDataFlowOperations() {
		return this.dataFlowOperations;
	}

	public void setDataFlowOperations(DataFlowOperations dataFlowOperations) {
		this.dataFlowOperations = dataFlowOperations;
	}

}
