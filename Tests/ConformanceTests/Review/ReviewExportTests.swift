import Libav
import Logging
import Story
import TestSupport
import Testing
internal import Threading

@testable import Conformance
@testable import Probing
@testable import Transcoding

@Suite struct ReviewExportTests {
    private static let preset = Preset(
        name: "test", width: 360, height: 640, frameRate: 30, maximumSeconds: 15, photoSeconds: 1,
        source: "tests")

    private func measures(_ overlays: [TextOverlay]) async throws -> [OverlayMeasure] {
        let path = Fixture.path("chart-exif-6.jpg")
        let info = try await Prober().probe(path)
        let plan = try #require(
            try ExportPlan.plans(for: info, input: path, options: PlanOptions(preset: Self.preset)).first)
        let export = try ReviewExport(
            overlays: overlays.map { .text($0) }, preset: Self.preset, duration: plan.duration,
            baseDirectory: ".", slidePath: "$")
        #expect(export.problems.isEmpty)
        return try await export.measures(
            over: plan, cube: nil,
            in: ExportEnvironment(
                baseDirectory: ".", limits: Limits(), policy: .cameraRoll, threads: 0,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                cancellation: CancellationToken())
        )
    }

    private func text(
        _ words: String = "Hello", on background: String, y: Double = 0.5,
        change: (inout TextStyle) -> Void = { _ in }
    ) throws -> TextOverlay {
        let color = try #require(Color(hex: background))
        var style = TextStyle(
            font: TextStyle.Font(size: 150), background: .init(mode: .block, color: color, padding: 60))
        change(&style)
        return TextOverlay(text: words, style: style, placement: Placement(y: .constant(y), width: 0.9))
    }

    private func ratio(_ text: TextOverlay) async throws -> Double {
        let letters = try #require(try await measures([text]).first?.text?.letters)
        #expect(letters.count == 3)
        return try #require(letters.compactMap(\.ratio).min())
    }

    @Test(
        "White letters on a colour have the contrast of WCAG's formula",
        arguments: [("#000000", 21.0), ("#767676", 4.54), ("#949494", 3.03), ("#ffffff", 1)])
    func followsFormula(background: String, expected: Double) async throws {
        let measured = try await ratio(try text(on: background))
        // The tolerance covers 8-bit samples in limited range, and soft edges.
        #expect(abs(measured / expected - 1) < 0.08, "\(measured)")
    }

    @Test("An outline raises a text's contrast")
    func outlineHelps() async throws {
        let plain = try await ratio(try text(on: "#ffffff"))
        let outlined = try await ratio(
            try text(on: "#ffffff") { $0.outline = TextStyle.Outline(width: 12) })
        #expect(plain < 1.2 && outlined > 7, "\(plain) \(outlined)")
    }

    @Test("Emoji do not count as letters")
    func leavesEmojiOut() async throws {
        let mixed = try await ratio(try text("A 🎉", on: "#000000"))
        #expect(mixed > 15)
        let alone = try #require(try await measures([try text("🎉", on: "#000000")]).first?.text?.letters)
        #expect(alone.count == 3 && alone.allSatisfy { $0.ratio == nil })
    }

    @Test("An overlay above a text covers it, and one below it does not")
    func seesCover() async throws {
        let lower = try text("Lower", on: "#000000")
        let upper = try text("Upper", on: "#000000")
        let over = try await measures([lower, upper]).compactMap { $0.text?.letters.first?.coveredShare }
        #expect(over.count == 2 && over[0] > 0.95 && over[1] == 0, "\(over)")
        let apart = try await measures([lower, try text("Upper", on: "#000000", y: 0.1)])
        #expect(apart.allSatisfy { $0.text?.letters.first?.coveredShare == 0 })
    }

    @Test("The size of a shrunk text is measured as drawn")
    func measuresSize() async throws {
        #expect(try await measures([try text(on: "#000000")]).first?.text?.fontSize == 150)
        var shrinking = try text("Unbreakableword", on: "#000000")
        shrinking.fit = .shrink
        let size = try #require(try await measures([shrinking]).first?.text?.fontSize)
        #expect(size > 60 && size < 120, "\(size)")
    }
}
