import Foundation
import Testing

@testable import Transcoding

@Suite struct SoundLevelsTests {
    /// Sound that begins at 5 s, of so many seconds at so many decibels each.
    private static func levels(_ parts: [(seconds: Double, decibels: Double)]) -> SoundLevels {
        let powers = parts.flatMap { part in
            Array(
                repeating: pow(10, part.decibels / 10),
                count: Int((part.seconds / SoundLevels.step).rounded()))
        }
        return SoundLevels(start: 5, powers: powers)
    }

    private static func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 0.001 }

    @Test("The level of speech is what a tenth of the time exceeds; nothing has none")
    func speech() throws {
        let levels = Self.levels([(1, -60), (0.8, -20), (0.2, -12)])
        #expect(Self.isClose(try #require(levels.speechLevel), -12))
        #expect(Self.isClose(try #require(Self.levels([(3, -60), (0.8, -20), (0.1, -3)]).speechLevel), -20))
        #expect(SoundLevels(start: 0, powers: []).speechLevel == nil)
    }

    @Test("A pause is found where it lies; a stop within a word is none")
    func pauses() throws {
        let levels = Self.levels([
            (1, -20), (0.4, -45), (1, -20), (0.18, -60), (1, -20), (0.2, -45), (1, -20),
        ])
        let pauses = levels.pauses(below: -36, in: 5...10)
        #expect(pauses.count == 2)
        let first = try #require(pauses.first)
        let last = try #require(pauses.last)
        #expect(Self.isClose(first.lowerBound, 6) && Self.isClose(first.upperBound, 6.4))
        #expect(Self.isClose(last.lowerBound, 8.58) && Self.isClose(last.upperBound, 8.78))
        #expect(levels.pauses(below: -50, in: 5...10).isEmpty)
    }

    @Test("What lies outside of the window is not seen, also where there is no sound at all")
    func window() throws {
        let levels = Self.levels([(2, -20), (2, -70), (2, -20)])
        let pause = try #require(levels.pauses(below: -50, in: 8...20).first)
        #expect(Self.isClose(pause.lowerBound, 8) && Self.isClose(pause.upperBound, 9))
        #expect(levels.pauses(below: -50, in: 0...4).isEmpty)
        #expect(levels.pauses(below: -50, in: 30...40).isEmpty)
    }

    @Test("The level at a moment is that of what lies around it")
    func momentary() {
        let levels = Self.levels([(1, -20), (1, -60)])
        #expect(Self.isClose(levels.level(at: 5.5), -20))
        #expect(Self.isClose(levels.level(at: 6.5), -60))
        #expect(Self.isClose(levels.level(at: 6), -23.0099))
        #expect(levels.level(at: 100) < -100)
    }
}
