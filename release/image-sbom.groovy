import groovy.json.JsonOutput
import groovy.json.JsonSlurper

import java.security.MessageDigest

// Lists what the image holds, out of the image itself: the webhook and its libraries, which the build has described,
// then the packages and the Java of the image below. A library that the build does not know is an error.
def webhook = new File(project.basedir, '../alert-webhook/target')
def work = new File(project.build.directory, 'image')
def files = new File(work, 'files')

ant.delete(dir: work)
ant.untar(src: new File(webhook, 'jib-image.tar'), dest: work)
new JsonSlurper().parse(new File(work, 'manifest.json'))[0].Layers.each { layer ->
	ant.untar(src: new File(work, layer), dest: files, compression: 'gzip') {
		patternset(includes: '**/app/**,**/os-release,**/var/lib/dpkg/**,**/release')
	}
}
def find = { String includes ->
	ant.fileScanner { fileset(dir: files, includes: includes, excludes: '**/*.md5sums') }.collect().sort()
}
def settings = { String text, String separator ->
	text.readLines().findAll { it =~ "^[A-Za-z_-]+$separator" }.collectEntries {
		def (name, value) = it.split(separator, 2)
		[name, value.trim().replaceAll(/^"|"$/, '')]
	}
}
def sha256 = { MessageDigest.getInstance('SHA-256').digest(it.bytes).encodeHex().toString() }

def build = new JsonSlurper().parse(new File(webhook, 'sbom/application.cdx.json'))
def known = build.components.collectEntries { component ->
	[component.hashes.find { it.alg == 'SHA-256' }.content, component]
}
def components = find('app/classpath/*.jar').collect {
	build.metadata.component + [type: 'library', hashes: [[alg: 'SHA-256', content: sha256(it)]]]
}
find('app/libs/*.jar').each {
	def component = known[sha256(it)]
	if (!component) {
		throw new IllegalStateException("$it.name is in the image, and the build does not know it")
	}
	components << component
}
def os = find('etc/os-release,usr/lib/os-release').collect { settings(it.text, '=') }.find()
if (os) {
	components << [type: 'operating-system', 'bom-ref': 'os', name: os.ID, version: os.VERSION_ID]
}
find('var/lib/dpkg/status,var/lib/dpkg/status.d/*')
	.collectMany { it.text.split(/\n\s*\n/) as List }
	.collect { settings(it, ':') }
	.each {
		def (name, version) = [it.Package, it.Version].collect { URLEncoder.encode(it, 'UTF-8') }
		def purl = "pkg:deb/$os.ID/$name@$version?arch=$it.Architecture&distro=$os.ID-$os.VERSION_ID".toString()
		components << [type: 'library', 'bom-ref': purl, name: it.Package, version: it.Version, purl: purl]
	}
find('**/release').collect { settings(it.text, '=') }.findAll { it.JAVA_VERSION }.each {
	components << [type: 'platform', 'bom-ref': 'java', name: 'OpenJDK', version: it.JAVA_VERSION,
			cpe: "cpe:2.3:a:oracle:openjdk:$it.JAVA_VERSION:*:*:*:*:*:*:*".toString()]
}

def image = [type: 'container', 'bom-ref': 'image', name: 'alert-webhook', version: project.version,
		hashes: [[alg: 'SHA-256', content: new File(webhook, 'jib-image.digest').text.trim() - 'sha256:']]]
new File(project.build.directory, 'image.cdx.json').setText(JsonOutput.prettyPrint(JsonOutput.toJson([
	bomFormat: 'CycloneDX', specVersion: build.specVersion, version: 1,
	metadata: [component: image],
	components: components,
	dependencies: [[ref: 'image', dependsOn: components.collect { it.'bom-ref' }]],
])), 'UTF-8')
