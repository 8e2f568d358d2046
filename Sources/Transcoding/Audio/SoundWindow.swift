internal import Foundation
internal import Libav

/// When a slide's sound is heard in a joined story, and how it fades in and out; in samples of the file.
struct SoundWindow: Hashable {
    /// How a sound fades in or out.
    struct Slope: Hashable {
        /// In samples.
        var count: Int
        /// Whether two different sounds keep their power while they cross over; otherwise two equal ones keep their
        /// amplitude.
        var keepsPower: Bool

        /// The factor after a share of the way up from silence.
        func gain(_ share: Double) -> Double {
            if share >= 1 { return 1 }
            return keepsPower ? sin(max(0, share) * Double.pi / 2) : max(0, share)
        }
    }

    var range: Range<Int>
    /// From the beginning of the range on; nil if the sound starts at once.
    var rise: Slope?
    /// Until the end of the range; nil if the sound stops at once.
    var fall: Slope?

    /// Multiplies samples, the first of which is sample `first` of the file.
    func apply(to sound: inout StereoSound, from first: Int) {
        let end = first + sound.count
        let risen = min(range.lowerBound + (rise?.count ?? 0), end)
        let falling = max(range.upperBound - (fall?.count ?? 0), first)
        if let rise, first < risen {
            for sample in first..<risen {
                let share = (Double(sample - range.lowerBound) + 0.5) / Double(rise.count)
                sound.scale(sample - first, by: rise.gain(share))
            }
        }
        if let fall, falling < end {
            for sample in falling..<end {
                let share = (Double(range.upperBound - sample) - 0.5) / Double(fall.count)
                sound.scale(sample - first, by: fall.gain(share))
            }
        }
    }
}

extension SoundWindow {
    /// The windows of slides, one for each.
    ///
    /// Over a transition the slides cross with equal power. At a cut, the sound before it continues for the length of a
    /// soft cut while the next sound comes up, so that two parts of one clip join without a seam. If there is no more
    /// of it, it fades out before the cut.
    ///
    /// - Parameter clip: whether these are clips' own sounds, which are cut in the middle. Music and voices have soft
    ///   starts and ends of their own.
    static func windows(of plan: ExportPlan, clip: Bool) -> [SoundWindow] {
        let segments = plan.segments ?? []
        let sampleRate = plan.encoding.sampleRate
        let soft = Slope(count: Int(TrackPlan.softening * Double(sampleRate)), keepsPower: false)
        func sample(_ frame: Int) -> Int {
            Int((Double(frame) * Double(sampleRate) / Double(plan.frameRate)).rounded())
        }
        /// The slope of the transition into a slide.
        func slope(into index: Int) -> Slope? {
            let segment = segments[index]
            if segment.overlap == 0 { return clip && index > 0 ? soft : nil }
            let count = sample(segment.start + segment.overlap) - sample(segment.start)
            return Slope(count: count, keepsPower: true)
        }
        return segments.indices.map { index in
            let segment = segments[index]
            let next = index + 1 < segments.count ? segments[index + 1] : nil
            var end = sample(segment.end)
            if let next, next.overlap == 0, clip, segment.soundGoesOn { end += soft.count }
            return SoundWindow(
                range: sample(segment.start)..<end, rise: slope(into: index),
                fall: next == nil ? nil : slope(into: index + 1))
        }
    }
}

extension StereoSound {
    fileprivate mutating func scale(_ index: Int, by factor: Double) {
        left[index] *= Float(factor)
        right[index] *= Float(factor)
    }
}
