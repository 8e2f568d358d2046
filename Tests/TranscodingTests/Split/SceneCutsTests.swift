import Testing

@testable import Transcoding

@Suite struct SceneCutsTests {
    private static let count = SceneCuts.width * SceneCuts.height

    /// A shot that shows something of its own: a picture of luma around a level, moved a bit by each frame.
    private static func shot(_ seed: Int, level: Int, contrast: Int, step: Int, frames: Int) -> [[UInt8]] {
        (0..<frames).map { frame in
            (0..<count).map { index in
                let x = index % SceneCuts.width + frame * step
                let y = index / SceneCuts.width
                let wave = (x * (3 + seed) / 4 + y * (1 + seed)) % 32
                return UInt8(clamping: level + contrast * (wave - 16) / 16)
            }
        }
    }

    private static func cuts(_ pictures: [[UInt8]]) -> [(frame: Int, isClear: Bool)] {
        var finder = SceneCuts()
        for (index, samples) in pictures.enumerated() {
            finder.add(SceneCuts.Picture(time: Double(index), samples: samples))
        }
        return finder.cuts.map { (Int($0.time), $0.isClear) }
    }

    @Test("A cut is where the new shot begins", arguments: [1, 2, 20])
    func findsCut(frames: Int) {
        let pictures =
            Self.shot(0, level: 60, contrast: 40, step: 1, frames: frames)
            + Self.shot(2, level: 160, contrast: 40, step: 1, frames: 20)
        let cuts = Self.cuts(pictures)
        #expect(cuts.map(\.frame) == [frames])
        #expect(cuts.map(\.isClear) == [true])
    }

    @Test("Two dark shots have a cut between them, if a doubtful one")
    func findsDarkCut() {
        let pictures =
            Self.shot(0, level: 24, contrast: 6, step: 0, frames: 10)
            + Self.shot(2, level: 40, contrast: 6, step: 0, frames: 10)
        let cuts = Self.cuts(pictures)
        #expect(cuts.map(\.frame) == [10])
        #expect(cuts.map(\.isClear) == [false])
    }

    @Test("Steady movement, however fast, is no cut", arguments: [1, 4, 16])
    func ignoresMovement(step: Int) {
        #expect(Self.cuts(Self.shot(0, level: 128, contrast: 100, step: step, frames: 30)).isEmpty)
    }

    @Test("A flash is no cut, and neither are noise and darkness", arguments: [1, 2, 3])
    func ignoresFlash(length: Int) {
        let shot = Self.shot(0, level: 60, contrast: 40, step: 1, frames: 30)
        let flash = Array(repeating: [UInt8](repeating: 235, count: Self.count), count: length)
        #expect(Self.cuts(Array(shot[..<10]) + flash + Array(shot[10...])).isEmpty)
        var random = SystemRandomNumberGenerator()
        let noise = (0..<20).map { _ in
            (0..<Self.count).map { _ in UInt8.random(in: 100...140, using: &random) }
        }
        #expect(Self.cuts(noise).isEmpty)
        #expect(Self.cuts(Array(repeating: [UInt8](repeating: 16, count: Self.count), count: 20)).isEmpty)
    }

    @Test("Nothing and a single picture have no cut")
    func ignoresLittle() {
        #expect(Self.cuts([]).isEmpty)
        #expect(Self.cuts(Self.shot(0, level: 60, contrast: 40, step: 1, frames: 1)).isEmpty)
    }
}
