import groovy.json.JsonOutput
import groovy.json.JsonSlurper

// Spring Boot's starters are names for several libraries and hold no code, so its plugin does not put them into the jar.
// In the list of the jar's parts whoever depends on a starter depends on what it stands for.
def sbom = new JsonSlurper().parse(new File(project.build.directory, 'sbom/application.cdx.json'))
def starters = sbom.components
	.findAll { it.group == 'org.springframework.boot' && it.name.startsWith('spring-boot-starter') }
	.collect { it.'bom-ref' } as Set
def dependencies = sbom.dependencies.collectEntries { [it.ref, it.dependsOn ?: []] }
def parts
parts = { it in starters ? dependencies[it].collectMany(parts) : [it] }
sbom.components.removeAll { it.'bom-ref' in starters }
sbom.dependencies.removeAll { it.ref in starters }
sbom.dependencies.each { it.dependsOn = (it.dependsOn ?: []).collectMany(parts).unique() }
def file = new File(project.build.outputDirectory, 'META-INF/sbom/application.cdx.json')
file.parentFile.mkdirs()
file.setText(JsonOutput.prettyPrint(JsonOutput.toJson(sbom)), 'UTF-8')
