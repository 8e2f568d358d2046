/// When each picture of an animation is shown.
struct AnimationTiming: Hashable, Sendable {
    /// Whether the first picture follows the last one; otherwise the last one stays visible.
    let loops: Bool
    /// When each picture ends, in seconds from the animation's start.
    private(set) var ends: [Double] = []

    init(loops: Bool) { self.loops = loops }

    /// The duration of all pictures together, in seconds.
    var duration: Double { ends.last ?? 0 }

    mutating func append(seconds: Double) { ends.append(duration + max(0, seconds)) }

    /// The index of the picture at a moment.
    func index(at seconds: Double) -> Int {
        guard ends.count > 1, duration > 0 else { return 0 }
        let later = seconds + Self.tolerance
        let time = loops ? later.truncatingRemainder(dividingBy: duration) : later
        // Finds the first picture that ends later.
        var low = 0
        var high = ends.count - 1
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] > time { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Sums of hundredths of seconds and of frame times differ in their last digits. This difference must not make a
    /// frame show the previous picture.
    private static let tolerance = 1e-6
}
