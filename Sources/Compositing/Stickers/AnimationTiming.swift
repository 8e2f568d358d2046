/// When each picture of an animation is shown.
struct AnimationTiming: Hashable, Sendable {
    /// Whether the first picture follows the last one; otherwise the last one stays.
    let loops: Bool
    /// The moment at which each picture ends, in seconds from the animation's start.
    private(set) var ends: [Double] = []

    init(loops: Bool) { self.loops = loops }

    /// How long all pictures take, in seconds.
    var duration: Double { ends.last ?? 0 }

    mutating func append(seconds: Double) { ends.append(duration + max(0, seconds)) }

    /// The picture that is shown at a moment.
    func index(at seconds: Double) -> Int {
        guard ends.count > 1, duration > 0 else { return 0 }
        let later = seconds + Self.tolerance
        let time = loops ? later.truncatingRemainder(dividingBy: duration) : later
        // The first picture that ends later.
        var low = 0
        var high = ends.count - 1
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] > time { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Sums of hundredths of seconds and frame times differ in their last digits; a frame must not
    /// show the picture before for that.
    private static let tolerance = 1e-6
}
