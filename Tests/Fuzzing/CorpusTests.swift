internal import Foundation
internal import Testing

/// What the fuzzer has found interesting, given to each parser again.
@Suite struct CorpusTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Corpora")

    @Test("A parser returns or throws, whatever it is given", arguments: Parser.allCases)
    func survives(_ parser: Parser) throws {
        let files = try FileManager.default.contentsOfDirectory(
            at: Self.folder.appending(path: parser.rawValue), includingPropertiesForKeys: nil)
        #expect(!files.isEmpty)
        for file in files {
            parser.parse([UInt8](try Data(contentsOf: file)))
        }
    }
}
