import Story
import Testing

@testable import Transcoding

@Suite struct DuckerTests {
    private let loud = 0.01
    private let quiet = 0.000_001

    @Test("It goes down evenly within the attack and comes up within the release")
    func followsTheCurve() {
        var ducker = Ducker(Ducking(amount: -12, attack: 0.2, release: 0.6), blockSeconds: 0.01)
        let down = (0..<40).map { _ in ducker.level(beside: loud) }
        #expect(abs(down[9] + 6) < 0.01)
        #expect(abs(down[19] + 12) < 0.01)
        #expect(down[39] == -12)
        let up = (0..<120).map { _ in ducker.level(beside: quiet) }
        // Held for a pause between words, then up.
        #expect(up[20] == -12)
        let turn = up.firstIndex { $0 > -12 } ?? 0
        #expect((23...26).contains(turn))
        #expect(abs(up[turn + 29] + 6) < 0.01)
        #expect(up[119] == 0)
    }

    @Test("A pause between words does not bring it up")
    func holdsOverPauses() {
        var ducker = Ducker(Ducking(), blockSeconds: 0.01)
        for _ in 0..<50 { _ = ducker.level(beside: loud) }
        for _ in 0..<5 {
            for _ in 0..<20 { #expect(ducker.level(beside: quiet) == -12) }
            for _ in 0..<10 { _ = ducker.level(beside: loud) }
        }
    }

    @Test("Sound of -40 dB and more counts as loud, less does not")
    func threshold() {
        for (power, expected) in [(1e-4, -12.0), (0.9e-4, 0)] {
            var ducker = Ducker(Ducking(), blockSeconds: 0.01)
            var level = 0.0
            for _ in 0..<30 { level = ducker.level(beside: power) }
            #expect(abs(level - expected) < 1e-9)
        }
    }
}
