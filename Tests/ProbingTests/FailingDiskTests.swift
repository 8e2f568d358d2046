import Containers
import Foundation
import Logging
import TestSupport
import Testing

@testable import Libav
@testable import Probing

@Suite struct FailingDiskTests {
    @Test(
        "Probing a clip that cannot be read any further says so",
        arguments: ["flash-beep.mp4", "surround-5.1.mp4"])
    func probing(fixture: String) throws {
        let folder = try TemporaryDirectory()
        let path = folder.file(fixture)
        try FileManager.default.copyItem(atPath: Fixture.path(fixture), toPath: path)
        let file = try ValidatedFile(MediaFile(path), limits: Limits(), policy: .cameraRoll)
        try FailingDisk.failReading(of: path)
        let probe = StreamProbe(
            file: file, limits: Limits(),
            log: ClipLog(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }), cancellation: nil)
        let error = #expect(throws: HeaderError.self) { try probe.run() }
        #expect(error?.kind == .unreadable)
    }
}
