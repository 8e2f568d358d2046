import TestSupport
import Testing

@testable import StoryService
@testable import Workers

@Suite struct DoctorTests {
    @Test("Whatever is missing comes with what to do about it")
    func remediesEverything() async throws {
        let folder = try TemporaryDirectory()
        let findings = await Doctor(outputDirectory: folder.file("nowhere"), host: InProcessHost()).examine()
        #expect(findings.last?.severity == .missing)
        for finding in findings {
            #expect((finding.remedy() == nil) == (finding.severity == .fine), "\(finding)")
        }
    }

    @Test("A host that does not confine is found out")
    func noticesMissingConfinement() async {
        let finding = await Doctor.confinement(InProcessHost())
        #expect(finding.severity == .missing)
        #expect(finding.detail == "the worker tried nothing")
    }

    @Test(
        "A fix is in the releases that name it and in newer ones, and in no branch that is not known to have it",
        arguments: [
            ("5.1.9-0+deb12u1", false), ("5.1.10", true), ("5.1.10-0+deb12u1", true),
            ("7.1.5-0+deb13u1", true),
            ("7.1.4", false), ("6.0.9", false), ("6.1.1-3ubuntu5", false), ("n6.1.6", true), ("8.0.4", false),
            ("8.1.2", true), ("9.0.2-4", true), ("4.4.9", false), ("N-113007-g8d24a28d06", nil),
        ] as [(String, Bool?)])
    func knowsReleases(_ release: String, _ isFixed: Bool?) {
        #expect(Self.fix().isIn(release: release) == isFixed)
    }

    @Test("What was tried counts for more than the number of a release")
    func believesProbe() {
        let backported = Doctor.finding(of: Self.fix { true }, release: "5.1.9", codecMajor: 59)
        #expect(backported.severity == .fine)
        let lost = Doctor.finding(of: Self.fix { false }, release: "5.1.10", codecMajor: 59)
        #expect(lost.severity == .exposed)
        let untried = Doctor.finding(of: Self.fix { nil }, release: "5.1.9", codecMajor: 59)
        #expect(untried.severity == .exposed)
    }

    @Test("Who lacks a fix hears which package has it, or that none is known and which release has")
    func namesPackage() {
        let debian = Doctor.finding(of: Self.fix(), release: "7.1.3-0+deb13u1", codecMajor: 61)
        #expect(debian.severity == .exposed)
        #expect(
            debian.remedy()?.contains("libavcodec61; 7:7.1.5-0+deb13u1 of Debian 13") == true, "\(debian)")
        let older = Doctor.finding(of: Self.fix(), release: "5.1.9-0+deb12u1", codecMajor: 59)
        #expect(older.remedy()?.contains("No known package of libavcodec59") == true, "\(older)")
        #expect(older.remedy()?.contains("5.1.10") == true, "\(older)")
        let unknown = Doctor.finding(of: Self.fix(), release: "N-113007-g8d24a28d06", codecMajor: 61)
        #expect(unknown.severity == .advice)
        #expect(unknown.remedy() != nil)
    }

    @Test("Each known fix is looked for, and those of Debian's own packages are found in them")
    func looksForFixes() async {
        let findings = await Doctor(host: InProcessHost()).examine()
        for fix in FFmpegFix.known {
            #expect(findings.contains { $0.subject.contains(fix.name) })
            for (major, package) in fix.packages {
                let release = package.dropFirst(2).prefix { $0 != " " }
                let finding = Doctor.finding(
                    of: FFmpegFix(name: "", effect: "", releases: fix.releases, packages: [:]),
                    release: String(release), codecMajor: major)
                #expect(finding.severity == .fine, "\(fix.name) \(package)")
            }
        }
    }

    private static func fix(probe: (@Sendable () -> Bool?)? = nil) -> FFmpegFix {
        FFmpegFix(
            name: "CVE-0", effect: "a film does harm",
            releases: [[5, 1, 10], [6, 1, 6], [7, 1, 5], [8, 1, 2]],
            packages: [61: "7:7.1.5-0+deb13u1 of Debian 13"], probe: probe)
    }

    @Test("A folder that can be written to is fine")
    func acceptsFolder() async throws {
        let folder = try TemporaryDirectory()
        let findings = await Doctor(outputDirectory: folder.path, host: InProcessHost()).examine()
        #expect(findings.last?.severity == .fine)
    }
}
