import Foundation
import Story
import TestSupport
import Testing

@testable import StoryService

/// Our reader of YAML beside two others.
@Suite struct YAMLAgreementTests {
    /// What we read; nil where it is refused.
    private func ours(_ text: String) -> (value: JSONValue?, refusals: [String]) {
        do throws(StoryDocumentError) {
            return (try YAMLText(Array(text.utf8)).value, [])
        } catch {
            return (nil, error.problems.map(\.found))
        }
    }

    /// Whether ours may differ: it follows YAML 1.2, refuses more than it must, and tells the reason.
    private func mayDiffer(_ text: String, _ refusals: [String]) -> Bool {
        // In YAML 1.1 they end lines; at the beginning of a text libyaml takes U+FEFF for indentation.
        let oldBreaks: Set<Unicode.Scalar> = ["\u{85}", "\u{2028}", "\u{2029}", "\u{feff}"]
        if text.unicodeScalars.contains(where: oldBreaks.contains) { return true }
        // No other reader has to refuse these.
        return refusals.contains { refusal in
            ["directive", "the tag", "anchor", "twice", "nested"].contains { refusal.contains($0) }
        }
    }

    /// PyYAML knows no tab after a word, no `?` in a word within brackets and, as YAML 1.2 has it, no comment
    /// right after the indicator of a block.
    private func isReadOtherwiseByPyYAML(_ text: String) -> Bool {
        text.contains("\t") || text.contains("?") || text.contains(#/[|>][-+0-9]*#/#)
    }

    private static let corpus = URL(filePath: PackageRoot.path + "/Tests/Fuzzing/Corpora/yaml")

    /// Texts that were written by hand or found by the fuzzer.
    private static func samples() throws -> [String] {
        let found = try FileManager.default.contentsOfDirectory(at: corpus, includingPropertiesForKeys: nil)
        let written = ["stories/menu.yaml", "demo-story.json", "stories/sale.json"].map {
            URL(filePath: Fixture.path($0))
        }
        return try (written + found.sorted { $0.path < $1.path }).compactMap {
            String(validating: try Data(contentsOf: $0), as: UTF8.self)
        }
    }

    /// Texts of characters and words that mean something in YAML, and samples with some of them changed.
    private static func generated(_ count: Int, seed: UInt64) throws -> [String] {
        var random = SeededGenerator(seed: seed)
        let words = [
            "a", "b", "1", "-", "- ", ": ", ":", "? ", ",", ", ", "[", "]", "{", "}", "\n", "\n  ", "\n ",
            " ",
            "#", " # ", "'", "\"", "|", ">", "|-\n", ">+\n", "|2\n", "\t", "\\", "\\n", "\\u0041", "''", ".5",
            "0x1",
            "~", "true", "---", "\n---\n", "\n...\n", "%", "@", "é", "\r\n", "a: ", "\na: ", "\n- ", "\n  - ",
            "b: c",
        ]
        let samples = try samples().filter { $0.utf8.count < 3_000 }
        return (0..<count).map { index in
            if index.isMultiple(of: 4), let sample = samples.randomElement(using: &random) {
                var scalars = Array(sample.unicodeScalars)
                for _ in 0...Int.random(in: 0..<3, using: &random) {
                    let place = Int.random(in: 0...scalars.count, using: &random)
                    let end = min(scalars.count, place + Int.random(in: 0..<4, using: &random))
                    scalars.replaceSubrange(
                        place..<end, with: words.randomElement(using: &random)!.unicodeScalars)
                }
                return String(String.UnicodeScalarView(scalars))
            }
            return (0..<Int.random(in: 1..<16, using: &random)).map { _ in
                words.randomElement(using: &random)!
            }.joined()
        }
    }

    @Test("libyaml reads the same as we do")
    func libyaml() throws {
        for text in try Self.samples() + Self.generated(40_000, seed: 1) {
            let (value, refusals) = ours(text)
            if mayDiffer(text, refusals) { continue }
            #expect(value == YAMLJudge.libyaml(text), "\(text.debugDescription): \(refusals)")
        }
    }

    @Test("PyYAML reads the same as we do")
    func pyYAML() async throws {
        let texts = try Self.samples() + Self.generated(4_000, seed: 2)
        guard let judged = try await YAMLJudge.pyYAML(texts) else {
            return withKnownIssue("python3-yaml is not installed") { Issue.record("not judged") }
        }
        #expect(judged.count == texts.count)
        for (text, judgement) in zip(texts, judged) {
            let (value, refusals) = ours(text)
            if mayDiffer(text, refusals) || isReadOtherwiseByPyYAML(text) { continue }
            #expect(value == judgement, "\(text.debugDescription): \(refusals)")
        }
    }
}
