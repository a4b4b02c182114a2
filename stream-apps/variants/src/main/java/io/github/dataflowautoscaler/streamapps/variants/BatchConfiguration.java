package io.github.dataflowautoscaler.streamapps.variants;

import java.util.List;
import java.util.function.Consumer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * A sink that takes in whole batches.
 */
@Configuration
@Profile("batch")
class BatchConfiguration {

	@Bean
	Consumer<List<byte[]>> upsert(WorkProperties work) {
		return (messages) -> work.on(messages.size());
	}

}
