import TestSupport
import Testing

@testable import StoryService

@Suite struct DoctorTests {
    @Test("Whatever is missing comes with what to do about it")
    func remediesEverything() async throws {
        let folder = try TemporaryDirectory()
        let findings = await Doctor(outputDirectory: folder.file("nowhere"), host: InProcessHost()).examine()
        #expect(findings.last?.severity == .missing)
        for finding in findings {
            #expect((finding.remedy == nil) == (finding.severity == .fine), "\(finding)")
        }
    }

    @Test("A host that does not confine is found out")
    func noticesMissingConfinement() async {
        let finding = await Doctor.confinement(InProcessHost())
        #expect(finding.severity == .missing)
        #expect(finding.detail == "nothing was tried")
    }

    @Test("A folder that can be written to is fine")
    func acceptsFolder() async throws {
        let folder = try TemporaryDirectory()
        let findings = await Doctor(outputDirectory: folder.path, host: InProcessHost()).examine()
        #expect(findings.last?.severity == .fine)
    }
}
