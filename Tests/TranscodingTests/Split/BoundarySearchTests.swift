import Foundation
import Testing

@testable import Transcoding

@Suite struct BoundarySearchTests {
    private static func search(
        seconds: Double, _ preference: SplitPreference = .best,
        _ measure: (ClosedRange<Int>) -> WindowMeasure = { _ in WindowMeasure() }
    ) -> [SlideBoundary] {
        BoundarySearch(
            frameCount: Int(seconds * 30), mostFrames: 450, frameRate: 30, preference: preference
        ).boundaries(measure: measure)
    }

    private static func cut(_ frame: Int, _ score: Double = 30) -> WindowMeasure.Cut {
        WindowMeasure.Cut(frame: frame, score: score, isClear: score >= 10)
    }

    /// A minute in which a person speaks but in the given seconds.
    private static func speech(pausesAt pauses: [ClosedRange<Double>]) -> SoundLevels {
        SoundLevels(
            start: 0,
            powers: (0..<3000).map { step in
                let time = (Double(step) + 0.5) * SoundLevels.step
                return pow(10, (pauses.contains { $0.contains(time) } ? -60 : -20) / 10)
            })
    }

    private static func measure(
        _ cuts: [WindowMeasure.Cut] = [], pausesAt pauses: [ClosedRange<Double>]? = nil
    ) -> (ClosedRange<Int>) -> WindowMeasure {
        { _ in
            let sound = pauses.map { speech(pausesAt: $0) }
            return WindowMeasure(cuts: cuts, sound: sound, speechLevel: sound?.speechLevel)
        }
    }

    @Test("What fits into a slide is not looked at")
    func shortClip() {
        #expect(
            Self.search(seconds: 15) { _ in
                Issue.record("it was looked at")
                return WindowMeasure()
            } == [])
    }

    @Test("It is looked for in the last 4 s of each slide, and the last slide keeps 3 s")
    func windows() {
        var windows: [ClosedRange<Int>] = []
        let boundaries = Self.search(seconds: 31) {
            windows.append($0)
            return WindowMeasure()
        }
        #expect(boundaries == [450, 840].map { SlideBoundary(frame: $0, reason: .limit) })
        #expect(windows == [330...450, 720...840])
    }

    @Test("A slide that ends early lets the next one begin there, and none is longer than it may be")
    func goesOn() {
        let boundaries = Self.search(
            seconds: 45, .cut, Self.measure([Self.cut(400), Self.cut(820), Self.cut(1269)]))
        #expect(boundaries.map(\.frame) == [400, 820, 1260])
        #expect(boundaries.map(\.reason) == [.cut, .cut, .limit])
    }

    @Test("The latest clear cut is taken, else the clearest")
    func choosesCut() {
        #expect(
            Self.search(
                seconds: 20, .cut, Self.measure([Self.cut(340, 50), Self.cut(360, 12), Self.cut(370, 9)]))
                == [SlideBoundary(frame: 360, reason: .cut)])
        #expect(
            Self.search(
                seconds: 20, .cut, Self.measure([Self.cut(340, 5), Self.cut(350, 9), Self.cut(355, 6)]))
                == [SlideBoundary(frame: 350, reason: .cut)])
        // Outside of the window, where the last slide would have less than 3 s.
        #expect(
            Self.search(seconds: 20, .cut, Self.measure([Self.cut(200), Self.cut(451)]))
                == [SlideBoundary(frame: 450, reason: .limit)])
    }

    @Test("The longest pause is taken, in its middle; of long ones the latest")
    func choosesPause() {
        #expect(
            Self.search(seconds: 20, .silence, Self.measure(pausesAt: [11.5...12.3, 13...13.3]))
                == [SlideBoundary(frame: 357, reason: .silence)])
        #expect(
            Self.search(seconds: 20, .silence, Self.measure(pausesAt: [11.1...12.2, 13...14.4]))
                == [SlideBoundary(frame: 411, reason: .silence)])
        // A pause that goes on lets the slide be as long as it may be.
        #expect(
            Self.search(seconds: 20, .silence, Self.measure(pausesAt: [14...16]))
                == [SlideBoundary(frame: 450, reason: .silence)])
        #expect(
            Self.search(seconds: 20, .silence, Self.measure(pausesAt: []))
                == [SlideBoundary(frame: 450, reason: .limit)])
        #expect(Self.search(seconds: 20, .silence) == [SlideBoundary(frame: 450, reason: .limit)])
    }

    @Test("The best is a cut in a pause, then a pause, then a cut in the middle of a word, then the limit")
    func choosesBest() {
        func best(_ cuts: [WindowMeasure.Cut], _ pauses: [ClosedRange<Double>]?) -> SlideBoundary? {
            Self.search(seconds: 20, .best, Self.measure(cuts, pausesAt: pauses)).first
        }
        #expect(
            best([Self.cut(350), Self.cut(440)], [11.5...11.9, 13...14])
                == SlideBoundary(frame: 350, reason: .cutInSilence))
        #expect(best([Self.cut(440)], [13...14]) == SlideBoundary(frame: 405, reason: .silence))
        #expect(best([Self.cut(350), Self.cut(440)], []) == SlideBoundary(frame: 440, reason: .cut))
        #expect(best([Self.cut(350), Self.cut(440)], nil) == SlideBoundary(frame: 440, reason: .cut))
        #expect(best([Self.cut(350), Self.cut(440, 5)], nil) == SlideBoundary(frame: 350, reason: .cut))
        #expect(best([], []) == SlideBoundary(frame: 450, reason: .limit))
    }

    @Test("Who falls silent for a whole window is known by the windows before")
    func remembersSpeech() {
        // 40 dB below full scale are no silence by themselves, but 20 below speech.
        let boundaries = Self.search(seconds: 40, .silence) { window in
            let level = window.lowerBound < 400 ? -20.0 : -40
            let sound = SoundLevels(start: 0, powers: Array(repeating: pow(10, level / 10), count: 3000))
            return WindowMeasure(sound: sound, speechLevel: sound.speechLevel)
        }
        #expect(boundaries.map(\.reason) == [.limit, .silence])
    }
}
