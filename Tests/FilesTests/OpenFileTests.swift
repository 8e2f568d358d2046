import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct OpenFileTests {
    @Test("A file below a folder is opened, one that is reached by a way out of it is not")
    func staysBeneath() throws {
        let folder = try TemporaryDirectory()
        try folder.write("inside", to: "root/a/file")
        let secret = try folder.write("secret", to: "secret")
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("root/link"), withDestinationPath: secret)
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("root/up"), withDestinationPath: folder.path)
        let root = folder.file("root")
        let file = try OpenFile(root + "/a/file", beneath: root)
        #expect(try file.status().bytes == 6)
        for path in ["/link", "/up/secret", "/../secret", "/a/../../secret", "/a//file", "/", ""] {
            #expect(throws: SystemError.self, "\(path)") { _ = try OpenFile(root + path, beneath: root) }
        }
        #expect(throws: SystemError.self) { _ = try OpenFile(secret, beneath: root) }
    }
}
