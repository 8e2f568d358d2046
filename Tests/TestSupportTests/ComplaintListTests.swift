import Foundation
import TestSupport
import Testing

/// `docs/complaints.md` names tests by their sentences.
@Suite struct ComplaintListTests {
    @Test("Every test that the list of complaints names exists")
    func namesTests() throws {
        let list = try String(contentsOfFile: PackageRoot.path + "/docs/complaints.md", encoding: .utf8)
        // | complaint | *sentence*; *sentence* |
        let named = list.split(separator: "\n").flatMap { row in
            row.split(separator: "|").last.map { $0.matches(of: /\*([^*]+)\*/).map { String($0.1) } } ?? []
        }
        #expect(named.count > 60)
        let sources = try Self.sources()
        for sentence in Set(named).sorted() {
            #expect(sources.contains { $0.contains("\"\(sentence)\"") }, "no test is called: \(sentence)")
        }
    }

    private static func sources() throws -> [String] {
        let folder = PackageRoot.path + "/Tests"
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        return try names.filter { $0.hasSuffix("Tests.swift") }.map {
            try String(contentsOfFile: folder + "/" + $0, encoding: .utf8)
        }
    }
}
