/// Finds where one shot ends and another begins.
///
/// The score is that of FFmpeg's `scdet`: the mean absolute difference of luma between consecutive pictures, in per
/// cent of full scale, or the change in that difference if it is smaller. So steady movement counts little. There are
/// two levels. A picture that reaches scdet's own threshold is a cut. A lower score is a cut if it stands out from its
/// neighbours, as in PySceneDetect's AdaptiveDetector. A flash, after which the picture is the same as before, is not a
/// cut.
struct SceneCuts {
    /// A small picture of luma alone, and when it begins, in seconds.
    struct Picture {
        var time: Double
        var samples: [UInt8]
    }

    /// Sides of the small pictures: enough to tell what is where, too little for noise.
    static let width = 64
    static let height = 36

    /// libavfilter/vf_scdet.c: the default of `threshold`; "good values are in the [8.0, 14.0] range".
    private static let clearScore = 10.0
    /// The score that even a cut between two dark shots reaches.
    private static let likelyScore = 4.0
    /// scenedetect.detectors.AdaptiveDetector: the defaults of `adaptive_threshold` and `window_width`.
    private static let likelyRatio = 3.0
    private static let neighbours = 2
    /// The number of pictures after which a flash is over: 0.1 s at 30 a second.
    private static let flash = 3

    private var pictures: [Picture] = []

    mutating func add(_ picture: Picture) { pictures.append(picture) }

    var count: Int { pictures.count }

    /// When each new shot begins, how much the picture changes, and whether that is beyond doubt.
    var cuts: [(time: Double, score: Double, isClear: Bool)] {
        guard pictures.count > 1 else { return [] }
        let changes = [0] + pictures.indices.dropFirst().map { change(from: $0 - 1, to: $0) }
        return pictures.indices.dropFirst().compactMap { index in
            // The first change has no predecessor, but a successor.
            let before = index > 1 ? changes[index - 1] : changes.count > 2 ? changes[2] : 0
            let score = min(changes[index], abs(changes[index] - before))
            let isClear = score >= Self.clearScore
            guard isClear || score >= Self.likelyScore && standsOut(index, changes), isLasting(index, score),
                isNew(index, score)
            else {
                return nil
            }
            return (pictures[index].time, score, isClear)
        }
    }

    private func standsOut(_ index: Int, _ changes: [Double]) -> Bool {
        let around = max(1, index - Self.neighbours)...min(changes.count - 1, index + Self.neighbours)
        let others = around.filter { $0 != index }.map { changes[$0] }
        let mean = others.reduce(0, +) / Double(max(1, others.count))
        return changes[index] >= Self.likelyRatio * mean
    }

    /// Whether the picture stays changed.
    private func isLasting(_ index: Int, _ score: Double) -> Bool {
        change(from: index - 1, to: min(index + Self.flash, pictures.count - 1)) >= score / 2
    }

    /// Whether the picture differs from those before the previous one. After a flash it does not.
    private func isNew(_ index: Int, _ score: Double) -> Bool {
        (max(0, index - 1 - Self.flash)..<index - 1).allSatisfy { change(from: $0, to: index) >= score / 2 }
    }

    /// The mean absolute difference of two pictures, in per cent of full scale.
    private func change(from first: Int, to second: Int) -> Double {
        let (a, b) = (pictures[first].samples, pictures[second].samples)
        var sum = 0
        for index in 0..<min(a.count, b.count) { sum += abs(Int(a[index]) - Int(b[index])) }
        return Double(sum) / Double(max(1, a.count)) / 255 * 100
    }
}
