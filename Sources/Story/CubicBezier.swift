/// A curve from (0, 0) to (1, 1) with two control points: CSS Easing Functions 1, section 2.2.
struct CubicBezier: Hashable {
    private let x1: Double
    private let y1: Double
    private let x2: Double
    private let y2: Double

    /// - Precondition: both `x` lie in 0…1; the curve then never turns back.
    init(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
        precondition((0...1).contains(x1) && (0...1).contains(x2))
        self.x1 = x1
        self.y1 = y1
        self.x2 = x2
        self.y2 = y2
    }

    /// The curve's `y` at an `x` in 0…1.
    func y(at x: Double) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        // Bisection always terminates, and 40 steps leave an error too small to see in any picture.
        var low = 0.0
        var high = 1.0
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if Self.coordinate(x1, x2, at: middle) < x { low = middle } else { high = middle }
        }
        return Self.coordinate(y1, y2, at: (low + high) / 2)
    }

    private static func coordinate(_ first: Double, _ second: Double, at t: Double) -> Double {
        let rest = 1 - t
        return 3 * rest * rest * t * first + 3 * rest * t * t * second + t * t * t
    }
}
