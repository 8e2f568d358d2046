import TestSupport
import Testing

@testable import StoryService

@Suite struct DoctorTests {
    @Test("Whatever is missing comes with what to do about it")
    func remediesEverything() throws {
        let folder = try TemporaryDirectory()
        let findings = Doctor(outputDirectory: folder.file("nowhere")).examine()
        #expect(findings.last?.severity == .missing)
        for finding in findings {
            #expect((finding.remedy == nil) == (finding.severity == .fine), "\(finding)")
        }
    }

    @Test("A folder that can be written to is fine")
    func acceptsFolder() throws {
        let folder = try TemporaryDirectory()
        #expect(Doctor(outputDirectory: folder.path).examine().last?.severity == .fine)
    }
}
